//! How fast DDL is made: 10,000 tables of 12 columns with two indexes each, beside sea-query making
//! the same statements in the same run.
//!
//! `cargo bench -p pgschema --bench render`, with `-- --quick` for a tenth of the tables. Only the
//! ratios mean something on another machine.

#[path = "render/pgschema_statements.rs"]
mod pgschema_statements;
#[path = "render/same.rs"]
mod same;
#[path = "render/sea_query_statements.rs"]
mod sea_query_statements;
#[path = "support/timing.rs"]
mod timing;

use std::time::Duration;

use pgschema::{Database, Version};
use timing::{alternate, ratio, time};

const ROUNDS: usize = 11;

/// What makes a database of tables with these names.
type Make = fn(&[String]) -> Database;

const MAKERS: [(&str, Make); 3] = [
    ("plain", pgschema_statements::plain),
    (
        "hardened, tenants, foreign keys",
        pgschema_statements::hardened,
    ),
    ("hardened, nothing to find", pgschema_statements::clean),
];

fn main() {
    let quick = std::env::args().any(|argument| argument == "--quick");
    let count = if quick { 1_000 } else { 10_000 };
    beside_sea_query(count);
    linting(count);
    growth(count);
}

fn beside_sea_query(count: usize) {
    let names = pgschema_statements::names(count);
    let database = pgschema_statements::plain(&names);
    same::check(
        &pgschema_statements::builders(&names),
        &sea_query_statements::builders(&names),
        &database.render(Version::V18).unwrap(),
        count,
    );
    let [model, builders, sea_query] = alternate(
        ROUNDS,
        [
            &mut || time(|| database.render(Version::V18)),
            &mut || time(|| pgschema_statements::builders(&names)),
            &mut || time(|| sea_query_statements::builders(&names)),
        ],
    );
    println!(
        "{count} tables of 12 columns with two indexes each, medians of {ROUNDS} rounds in turn:"
    );
    let line = |what: &str, taken: Duration| {
        let rate = count as f64 / taken.as_secs_f64();
        let faster = ratio(sea_query, taken);
        println!("  {what:<42} {taken:>9.1?} {rate:>9.0} tables/s {faster:>6.2} x sea-query");
    };
    line("pgschema: Database::render of a model", model);
    line("pgschema: builders made and written", builders);
    line("sea-query 1: builders made and written", sea_query);
}

/// Whether every rule at once is quicker than writing the DDL.
fn linting(count: usize) {
    let names = pgschema_statements::names(count);
    println!("\n{count} tables linted by every rule, beside rendering them:");
    for (what, make) in MAKERS {
        let database = make(&names);
        let [render, lint] = alternate(
            ROUNDS,
            [&mut || time(|| database.render(Version::V18)), &mut || {
                time(|| database.lint())
            }],
        );
        let found = database.lint().findings().len();
        println!(
            "  {what:<34} lint {lint:>9.1?}, render {render:>9.1?}: {:>5.2} of rendering, {found} findings",
            ratio(lint, render)
        );
    }
}

fn growth(largest: usize) {
    let sizes = [largest / 100, largest / 10, largest];
    println!("\ntime for each table, and the largest beside the smallest (1 is linear):");
    for (what, make) in MAKERS {
        let names = sizes.map(pgschema_statements::names);
        let databases = [make(&names[0]), make(&names[1]), make(&names[2])];
        report(what, "build", sizes, &|size| {
            drop(std::hint::black_box(make(&names[size])))
        });
        report(what, "render", sizes, &|size| {
            drop(std::hint::black_box(databases[size].render(Version::V18)));
        });
        report(what, "lint", sizes, &|size| {
            drop(std::hint::black_box(databases[size].lint()));
        });
    }
}

fn report(what: &str, step: &str, sizes: [usize; 3], work: &dyn Fn(usize)) {
    // Small databases are made several times, so that each run has the same number of tables.
    let run = |size: usize| {
        let repeat = sizes[2] / sizes[size];
        time(|| (0..repeat).for_each(|_| work(size)))
    };
    let times = alternate(5, [&mut || run(0), &mut || run(1), &mut || run(2)]);
    let each = times.map(|taken| taken.as_secs_f64() * 1e6 / sizes[2] as f64);
    let label = format!("{what}: {step}");
    print!("  {label:<42}");
    for (size, each) in sizes.iter().zip(each) {
        print!(" {size:>6}: {each:>6.2} µs");
    }
    println!("  ratio {:.2}", each[2] / each[0]);
}
