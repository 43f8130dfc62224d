//! Times of things that are run in turn, so that a slow minute of the machine hits them all.

use std::time::{Duration, Instant};

/// The medians of each run, over rounds of A B C A B C.
pub(crate) fn alternate<const N: usize, T: Ord + Copy>(
    rounds: usize,
    mut runs: [&mut dyn FnMut() -> T; N],
) -> [T; N] {
    let mut times = [const { Vec::new() }; N];
    for _ in 0..rounds {
        for (run, times) in runs.iter_mut().zip(&mut times) {
            times.push(run());
        }
    }
    times.map(median)
}

/// How long `work` takes; what it makes is dropped afterwards.
pub(crate) fn time<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    let made = std::hint::black_box(work());
    let taken = start.elapsed();
    drop(made);
    taken
}

fn median<T: Ord + Copy>(mut times: Vec<T>) -> T {
    times.sort();
    times[times.len() / 2]
}

/// How many times as long `slow` takes as `fast`.
pub(crate) fn ratio(slow: Duration, fast: Duration) -> f64 {
    slow.as_secs_f64() / fast.as_secs_f64()
}
