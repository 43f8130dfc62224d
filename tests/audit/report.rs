//! What an audit reads like.

use pgschema::lint::{Linter, Severity};
use pgschema::verify::Auditor;
use pgschema_test_support::for_each_version;
use serde_json::Value;

const SETUP: &str = "CREATE TABLE public.\"Payments\" (id serial PRIMARY KEY, tenant_id uuid, amount real, at timestamp)";

#[test]
fn a_report_names_objects_and_what_to_do() {
    for_each_version(|cluster| {
        let mut client = cluster.fresh_database().superuser();
        let mut transaction = client.transaction().unwrap();
        transaction.batch_execute(SETUP).unwrap();
        let auditor = Auditor::new()
            .tenant_column("tenant_id")
            .runtime_role("postgres")
            .allow(
                "naive_timestamp",
                "public.\"Payments\".at",
                "the clock of the machine",
            )
            .unwrap()
            .allow("json_column", "public.\"Payments\"", "there is none")
            .unwrap()
            .linter(
                Linter::new()
                    .severity("float_money", Severity::Error)
                    .unwrap(),
            );
        let audit = auditor.audit_within(&mut transaction).unwrap();
        let text = audit.to_string();
        for line in [
            "error[RLS001]: table public.\"Payments\": a table without row-level security",
            "column public.\"Payments\".amount: ",
            "column public.\"Payments\".tenant_id: a tenant column that may be NULL",
            "runtime roles: postgres\n",
            "tenant columns: tenant_id\n",
            "allow(\"json_column\", \"public.\\\"Payments\\\"\", …) silences nothing",
            "the clock of the machine",
        ] {
            assert!(text.contains(line), "{line}:\n{text}");
        }
        let money = audit
            .findings()
            .iter()
            .find(|it| it.rule.name == "float_money")
            .unwrap();
        assert_eq!(money.severity, Severity::Error);
        let json: Value = serde_json::from_str(&audit.to_json()).unwrap();
        assert_eq!(json["format"], 1);
        assert_eq!(json["server"]["version"], cluster.version());
        assert_eq!(json["server"]["tenant_columns"][0], "tenant_id");
        let findings = json["findings"].as_array().unwrap();
        assert_eq!(findings.len(), audit.findings().len());
        assert!(audit.report().to_github().contains("RLS001"));
        assert!(audit.report().to_sarif().contains("\"RLS001\""));
        assert!(audit.deny(Severity::Error).is_err());
    });
}
