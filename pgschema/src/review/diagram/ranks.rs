//! Which tables stand beside which, from left to right: those that are referred to first.

use rust_sugiyama::configure::{Config, RankingType};
use rust_sugiyama::from_vertices_and_edges;

/// How much room is left above and below a table.
const ROOM: f64 = 26.0;
/// The height of a line that passes tables by.
const LANE: f64 = 10.0;

/// Tables in columns, and the lines between them.
pub(super) struct Ranked {
    /// The column of each table.
    pub(super) rank: Vec<usize>,
    /// Where each table begins, from above.
    pub(super) top: Vec<f64>,
    /// How far the lowest table reaches.
    pub(super) height: f64,
    /// Where each line passes the columns between its two tables, from left to right.
    pub(super) lanes: Vec<Vec<f64>>,
}

/// Puts connected tables into columns. Each line goes from one table to another one; a circle is
/// broken where it closes.
pub(super) fn ranked(heights: &[f64], lines: &[(usize, usize)]) -> Ranked {
    let lines = acyclic(heights.len(), lines);
    let rank = ranks(heights.len(), &lines);

    // A line that passes columns by gets a place in each of them, as if it were a table.
    let mut sizes: Vec<f64> = heights.to_vec();
    let mut columns = rank.clone();
    let mut passing: Vec<Vec<usize>> = Vec::with_capacity(lines.len());
    let mut steps = Vec::new();
    for &(left, right) in &lines {
        let mut last = left;
        let mut places = Vec::new();
        for column in at(&rank, left) + 1..at(&rank, right) {
            let place = sizes.len();
            sizes.push(LANE);
            columns.push(column);
            steps.push((last, place));
            places.push(place);
            last = place;
        }
        steps.push((last, right));
        passing.push(places);
    }
    let mut tops = tops(&sizes, &steps);
    keep_apart(&mut tops, &sizes, &columns);

    let bottoms = tops.iter().zip(&sizes).map(|(top, size)| top + size);
    let height = bottoms.fold(0.0, f64::max);
    let lane = |place: &usize| tops.get(*place).map_or(0.0, |top| top + LANE / 2.0);
    let lanes = passing
        .iter()
        .map(|places| places.iter().map(lane).collect());
    Ranked {
        lanes: lanes.collect(),
        top: tops.iter().take(heights.len()).copied().collect(),
        rank,
        height,
    }
}

fn at<T: Copy + Default>(values: &[T], place: usize) -> T {
    values.get(place).copied().unwrap_or_default()
}

/// The same lines, those turned round that would close a circle.
fn acyclic(count: usize, lines: &[(usize, usize)]) -> Vec<(usize, usize)> {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open,
        Done,
    }
    let following = following(count, lines);
    let mut state = vec![State::New; count];
    let mut turned = vec![false; lines.len()];
    for start in 0..count {
        // Each step of the path has the lines that are still to be looked at.
        let mut path = vec![(start, 0_usize)];
        if state.get(start) != Some(&State::New) {
            continue;
        }
        while let Some((table, looked_at)) = path.pop() {
            if let Some(state) = state.get_mut(table) {
                *state = State::Open;
            }
            let next = following.get(table).and_then(|lines| lines.get(looked_at));
            let Some(&(line, next)) = next else {
                if let Some(state) = state.get_mut(table) {
                    *state = State::Done;
                }
                continue;
            };
            path.push((table, looked_at + 1));
            match state.get(next) {
                Some(State::New) => path.push((next, 0)),
                Some(State::Open) => turned
                    .get_mut(line)
                    .into_iter()
                    .for_each(|turned| *turned = true),
                _ => {}
            }
        }
    }
    let lines = lines.iter().zip(turned);
    let lines = lines.map(|(&(left, right), turned)| match turned {
        true => (right, left),
        false => (left, right),
    });
    lines.collect()
}

/// For each table the lines that leave it, with where they lead to.
fn following(count: usize, lines: &[(usize, usize)]) -> Vec<Vec<(usize, usize)>> {
    let mut following = vec![Vec::new(); count];
    for (line, &(left, right)) in lines.iter().enumerate() {
        if let Some(following) = following.get_mut(left) {
            following.push((line, right));
        }
    }
    following
}

/// The column of each table: right of all that it refers to, and no further to the left than what
/// refers to it asks for.
fn ranks(count: usize, lines: &[(usize, usize)]) -> Vec<usize> {
    let following = following(count, lines);
    let mut missing = vec![0_usize; count];
    for &(_, right) in lines {
        missing
            .get_mut(right)
            .into_iter()
            .for_each(|missing| *missing += 1);
    }
    let first: Vec<bool> = missing.iter().map(|missing| *missing == 0).collect();
    let mut rank = vec![0_usize; count];
    let mut ready: Vec<usize> = (0..count).filter(|table| at(&first, *table)).collect();
    while let Some(table) = ready.pop() {
        for &(_, next) in following.get(table).into_iter().flatten() {
            let least = at(&rank, table) + 1;
            if let (Some(rank), Some(missing)) = (rank.get_mut(next), missing.get_mut(next)) {
                *rank = least.max(*rank);
                *missing = missing.saturating_sub(1);
                if *missing == 0 {
                    ready.push(next);
                }
            }
        }
    }
    for table in (0..count).filter(|table| at(&first, *table)) {
        let nexts = following.get(table).into_iter().flatten();
        let nearest = nexts.map(|&(_, next)| at(&rank, next)).min();
        if let (Some(rank), Some(nearest)) = (rank.get_mut(table), nearest) {
            *rank = nearest.saturating_sub(1);
        }
    }
    rank
}

/// Where each place begins, so that lines cross each other little.
fn tops(sizes: &[f64], steps: &[(usize, usize)]) -> Vec<f64> {
    let number = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
    let vertices: Vec<(u32, (f64, f64))> = sizes
        .iter()
        .enumerate()
        .map(|(place, size)| (number(place), (*size, 1.0)))
        .collect();
    let edges: Vec<(u32, u32)> = steps
        .iter()
        .map(|&(left, right)| (number(left), number(right)))
        .collect();
    let config = Config {
        vertex_spacing: ROOM,
        // Every step leads to the next column, so that no ranking has a choice.
        ranking_type: RankingType::Up,
        ..Config::default()
    };
    let mut tops = vec![0.0; sizes.len()];
    for (places, _, _) in from_vertices_and_edges(&vertices, &edges, &config) {
        for (place, (centre, _)) in places {
            if let (Some(top), Some(size)) = (tops.get_mut(place), sizes.get(place)) {
                *top = centre - size / 2.0;
            }
        }
    }
    let least = tops.iter().copied().fold(f64::INFINITY, f64::min);
    for top in &mut tops {
        *top -= least;
    }
    tops
}

/// Moves down what would lie on something else of its column.
fn keep_apart(tops: &mut [f64], sizes: &[f64], columns: &[usize]) {
    let mut order: Vec<usize> = (0..tops.len()).collect();
    order.sort_by(|&a, &b| {
        let column = at(columns, a).cmp(&at(columns, b));
        let top = column.then(at(tops, a).total_cmp(&at(tops, b)));
        top.then(a.cmp(&b))
    });
    let mut column = None;
    let mut free = 0.0_f64;
    for place in order {
        if column != Some(at(columns, place)) {
            column = Some(at(columns, place));
            free = 0.0;
        }
        if let Some(top) = tops.get_mut(place) {
            *top = top.max(free);
            free = *top + at(sizes, place) + LANE;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that look random, the same ones in each run.
    fn numbers(mut seed: u64) -> impl FnMut(usize) -> usize {
        move |below| {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            usize::try_from(seed % 1_000_003).unwrap_or(0) % below
        }
    }

    fn connected(seed: u64) -> (Vec<f64>, Vec<(usize, usize)>) {
        let mut number = numbers(seed);
        let heights: Vec<f64> = (0..2 + number(38))
            .map(|_| 60.0 + f64::from(u32::try_from(number(300)).unwrap_or(0)))
            .collect();
        let mut lines: Vec<(usize, usize)> = (1..heights.len())
            .map(|table| (number(table), table))
            .collect();
        for _ in 0..number(heights.len()) {
            let (left, right) = (number(heights.len()), number(heights.len()));
            if left != right && !lines.contains(&(left, right)) && !lines.contains(&(right, left)) {
                lines.push((left, right));
            }
        }
        (heights, lines)
    }

    #[test]
    fn no_table_lies_on_another_one() {
        for seed in 1..60 {
            let (heights, lines) = connected(seed);
            let ranked = ranked(&heights, &lines);
            for one in 0..heights.len() {
                for other in 0..one {
                    if ranked.rank[one] == ranked.rank[other] {
                        let (above, below) = match ranked.top[one] < ranked.top[other] {
                            true => (one, other),
                            false => (other, one),
                        };
                        assert!(
                            ranked.top[above] + heights[above] < ranked.top[below],
                            "{seed}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn lines_lead_to_other_columns_even_in_circles() {
        for seed in 1..60 {
            let (heights, mut lines) = connected(seed);
            // Circles of three and more.
            let last = heights.len() - 1;
            if last > 1 && !lines.contains(&(0, last)) {
                lines.push((last, 0));
            }
            let ranked = ranked(&heights, &lines);
            for (&(left, right), lanes) in lines.iter().zip(&ranked.lanes) {
                let between = ranked.rank[left].abs_diff(ranked.rank[right]);
                assert_eq!(between, lanes.len() + 1, "{seed}");
            }
        }
    }

    #[test]
    fn the_same_tables_always_stand_in_the_same_places() {
        for seed in 1..20 {
            let (heights, lines) = connected(seed);
            let first = ranked(&heights, &lines);
            let second = ranked(&heights, &lines);
            assert_eq!(first.top, second.top);
            assert_eq!(first.lanes, second.lanes);
        }
    }
}
