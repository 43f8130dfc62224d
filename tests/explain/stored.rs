//! Plans that servers of 15 and 18 made once, read without a server.

use std::collections::BTreeSet;
use std::fs;

use pgschema::explain::{Explanation, Limits};

use crate::cases::CASES;
use crate::world;

fn stored(name: &str, version: u32) -> String {
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/explain/plans");
    let file = format!("{directory}/{name}_{version}.json");
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("{file}: {error}"))
}

#[test]
fn stored_plans_are_read_as_they_were() {
    let model = world::model();
    let mut texts = String::new();
    for case in CASES {
        for version in [15, 18] {
            let explanation: Explanation = stored(case.name, version).parse().unwrap();
            let signals = explanation.signals_with(&model, &Limits::default());
            let names = signals.all().iter().map(|signal| signal.kind.name());
            let names: BTreeSet<&str> = names.collect();
            assert!(names.iter().eq(case.signals), "{} {signals}", case.name);
            let text = explanation.to_text();
            texts += &format!("== {} on {version}\n{text}\n{signals}\n\n", case.name);
            for signal in signals.all() {
                let line = text.lines().nth(signal.line - 1).unwrap();
                assert_eq!(line.trim_start(), signal.plan);
            }
        }
    }
    insta::with_settings!({snapshot_path => "../snapshots/explain", prepend_module_to_snapshot => false}, {
        insta::assert_snapshot!("stored_plans", texts);
    });
}

#[test]
fn signals_are_the_same_in_json() {
    let explanation: Explanation = stored("amount_under_policies", 18).parse().unwrap();
    let signals = explanation.signals_with(&world::model(), &Limits::default());
    let json: serde_json::Value = serde_json::from_str(&signals.to_json()).unwrap();
    assert_eq!(json["format"], 1);
    let [signal] = signals.all() else {
        panic!("{signals}")
    };
    let written = &json["signals"][0];
    assert_eq!(written["kind"], signal.kind.name());
    assert_eq!(written["line"], signal.line);
    assert_eq!(written["plan"], signal.plan);
    assert_eq!(written["message"], signal.message);
    assert_eq!(written["advice"], signal.advice());
    assert_eq!(written["severity"], "warning");
}

#[test]
fn without_the_model_a_leak_is_seen_as_rows_in_vain() {
    let explanation: Explanation = stored("amount_under_policies", 18).parse().unwrap();
    let names = explanation.signals();
    let names = names.all().iter().map(|signal| signal.kind.name());
    let names: Vec<&str> = names.collect();
    assert!(
        matches!(names.as_slice(), ["filtered_rows" | "sequential_scan"]),
        "{names:?}"
    );
}

/// What is said of a table's scan with a filter behind that of a policy, by a plan of the usual form.
fn signals_of(filter: &str) -> Vec<&'static str> {
    signals_of_all(&format!("((tenant_id = (InitPlan 1).col1) AND {filter})"))
}

fn signals_of_all(filter: &str) -> Vec<&'static str> {
    let filter = serde_json::to_string(filter).unwrap();
    let plan = format!(
        r#"[{{"Plan": {{"Node Type": "Seq Scan", "Schema": "app", "Relation Name": "documents", "Alias": "d",
            "Plan Rows": 60, "Actual Rows": 64, "Actual Loops": 1, "Actual Total Time": 60.0,
            "Filter": {filter}, "Rows Removed by Filter": 63936}}, "Execution Time": 60.0}}]"#
    );
    let explanation: Explanation = plan.parse().unwrap();
    let signals = explanation.signals_with(&world::model(), &Limits::default());
    signals.all().iter().map(|it| it.kind.name()).collect()
}

#[test]
fn an_index_is_kept_out_by_what_it_could_answer_alone() {
    for filter in [
        "(amount = 12.50)",
        "((d.tenant_id = (InitPlan 1).col1) AND (d.amount > '12.50'::numeric))",
        "('12.50'::numeric < amount)",
        "(amount = ANY ('{1,2}'::numeric[]))",
        "(lower((d.title)::text) = 'it''s AND (so)'::text)",
        "((title ~~ 'x%'::text) AND (lower(title) >= 'x'::text))",
    ] {
        assert_eq!(signals_of(filter), ["leaky_condition"], "{filter}");
    }
    for filter in [
        // No index finds what is not.
        "(amount <> 12.50)",
        "(NOT (amount = 12.50))",
        "((amount = 12.50) OR (sort = 3))",
        "(lower(title) !~~ 'x%'::text)",
        // Nor the end of a word, or its beginning if it is sorted by a language's rules.
        "(lower(title) ~~ '%777%'::text)",
        "(lower(title) ~~ 'x%'::text)",
        // What the operator is of is another column, or words of a literal.
        "((amount <> 12.50) AND (title ~~ 'x%'::text))",
        "((sort = 7) AND (title ~~ '%amount = 12.50%'::text))",
        "(upper(title) = 'lower(title) = '::text)",
        "(amount = ((sort)::numeric + '1'::numeric))",
        // Comparing whole numbers tells nobody what they are.
        "(kind < 7)",
    ] {
        assert_eq!(signals_of(filter), ["sequential_scan"], "{filter}");
    }
    // A superuser is held by no policy: an index that isn't used has another reason.
    let unbound =
        "((tenant_id = '00000000-0000-7000-8000-000000000001'::uuid) AND (amount = 12.50))";
    assert_eq!(signals_of_all(unbound), ["sequential_scan"]);
    for bound in [
        "$0",
        "(NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid",
    ] {
        let bound = format!("((tenant_id = {bound}) AND (amount = 12.50))");
        let signals = signals_of_all(&bound);
        assert!(signals.contains(&"leaky_condition"), "{bound}: {signals:?}");
    }
}

#[test]
fn a_plan_that_was_not_run_is_not_called_good() {
    let plan = r#"[{"Plan": {"Node Type": "Seq Scan", "Relation Name": "documents", "Alias": "documents",
        "Startup Cost": 0.00, "Total Cost": 1e9, "Plan Rows": 1, "Plan Width": 4, "Filter": "(sort = 7)"}}]"#;
    let explanation: Explanation = plan.parse().unwrap();
    let signals = explanation.signals();
    assert!(signals.is_unmeasured() && signals.all().is_empty());
    assert!(signals.to_string().contains("ANALYZE"), "{signals}");
    let json: serde_json::Value = serde_json::from_str(&signals.to_json()).unwrap();
    assert_eq!(json["unmeasured"], true);
}
