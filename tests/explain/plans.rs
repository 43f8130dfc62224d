//! Plans of the servers at hand.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use pgschema::explain::{Explanation, Limits};
use pgschema_test_support::for_each_own_cluster;

use crate::cases::{Asker, CASES, Case};
use crate::world::{self, TENANT};

#[test]
fn a_plan_shows_what_is_wrong_and_nothing_else_on_every_version() {
    let model = world::model();
    let mut wrong = Vec::new();
    for_each_own_cluster(|cluster| {
        let database = world::fill(cluster);
        let (mut runtime, mut superuser) =
            (database.connect_as("app_runtime"), database.superuser());
        for case in CASES {
            let client = match case.asker {
                Asker::Runtime => &mut runtime,
                Asker::Superuser => &mut superuser,
            };
            let settings = format!("SET LOCAL app.tenant_id = '{TENANT}'; {}", case.settings);
            let plan = world::explain(client, &settings, case.query);
            keep(case, cluster.version(), &plan);
            let explanation: Explanation = plan.parse().unwrap();
            let signals = explanation.signals_with(&model, &Limits::default());
            let names = signals.all().iter().map(|signal| signal.kind.name());
            let names: BTreeSet<&str> = names.collect();
            if !names.iter().eq(case.signals) {
                let version = cluster.version();
                let text = explanation.to_text();
                wrong.push(format!("{} on {version}:\n{text}{signals}", case.name));
            }
        }
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// With `PGSCHEMA_UPDATE` the plans of two versions become those that are stored.
fn keep(case: &Case, version: u32, plan: &str) {
    if [15, 18].contains(&version) && std::env::var_os("PGSCHEMA_UPDATE").is_some() {
        let directory = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("explain/plans");
        fs::create_dir_all(&directory).unwrap();
        let file = directory.join(format!("{}_{version}.json", case.name));
        fs::write(file, plan).unwrap();
    }
}
