//! What the derive costs: 300 structs of 12 fields with `#[derive(pgschema::Table)]`, beside the same
//! structs with serde's two derives and without any, compiled in turn.
//!
//! `cargo bench -p pgschema --bench compile`; `-- --quick` is one round, `-- declared` and
//! `-- used` are one half. Dependencies are built first; only the crate with the structs is timed.
//! The first run fetches, later ones work offline. Time is that of the processor where the system
//! tells it (Linux), since other programs lengthen the time on the clock.

#[path = "compile/generate.rs"]
mod generate;
#[path = "support/timing.rs"]
mod timing;
#[path = "compile/workspace.rs"]
mod workspace;

use generate::{Derives, Use};
use timing::{alternate, ratio};
use workspace::{Step, Workspace};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |word: &str| arguments.iter().any(|argument| argument == word);
    let rounds = if has("--quick") { 1 } else { 5 };
    println!(
        "{} structs of {} fields, medians of {rounds} rounds in turn",
        generate::STRUCTS,
        generate::FIELDS,
    );
    for usage in [Use::Declared, Use::Used] {
        let is_asked = has(usage.word()) || !(has("declared") || has("used"));
        if is_asked {
            compare(usage, rounds);
        }
    }
}

fn compare(usage: Use, rounds: usize) {
    let workspace = Workspace::make(usage);
    println!("\n{}:", usage.describe());
    println!(
        "  {:<22} {:>8} {:>8} {:>8} {:>15} {:>23}",
        "", "bare", "serde", "pgschema", "pgschema/serde", "of the derives alone",
    );
    for step in Step::ALL {
        workspace.prepare(step);
        let [bare, serde, pgschema] = alternate(
            rounds,
            [
                &mut || workspace.time(step, Derives::None),
                &mut || workspace.time(step, Derives::Serde),
                &mut || workspace.time(step, Derives::Table),
            ],
        );
        println!(
            "  {:<22} {:>7.2}s {:>7.2}s {:>7.2}s {:>15.2} {:>23.2}",
            step.describe(),
            bare.as_secs_f64(),
            serde.as_secs_f64(),
            pgschema.as_secs_f64(),
            ratio(pgschema, serde),
            ratio(pgschema.saturating_sub(bare), serde.saturating_sub(bare)),
        );
    }
}
