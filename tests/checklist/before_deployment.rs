//! What is asked for before a deployment: it is made, rendered, proven or found to be missing.

use pgschema::connect::ConnectionString;
use pgschema::operations::{BackupRole, PoolerFacts, RestoreDrill, ServerFacts};
use pgschema::verify::{Attempt, Auditor, privileges, prove};
use pgschema::{Database, Table, Version};
use pgschema_test_support::for_each_own_cluster;
use uuid::Uuid;

use crate::world::{apply_to, model, operations};

#[test]
fn the_application_is_no_superuser_and_has_the_rights_it_needs() {
    let model = model();
    for_each_own_cluster(|cluster| {
        let database = apply_to(cluster);
        let mut superuser = database.superuser();
        let role = "SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication FROM pg_roles WHERE rolname = 'app_runtime'";
        assert!(!superuser.query_one(role, &[]).unwrap().get::<_, bool>(0));
        privileges(&model, &mut superuser).unwrap().deny().unwrap();
        superuser
            .batch_execute("GRANT TRUNCATE ON app.invoices TO app_runtime")
            .unwrap();
        assert!(privileges(&model, &mut superuser).unwrap().deny().is_err());
    });
}

#[test]
fn sslmode_is_verify_full_against_a_known_authority() {
    let url = "postgres://app_runtime@db.example/app";
    let connection: ConnectionString = url.parse().unwrap();
    assert!(
        connection.to_string().contains("sslmode=verify-full"),
        "{connection}"
    );
    let model = model();
    let facts = PoolerFacts::new("db.internal", "/etc/ssl/certs/pg-ca.pem");
    let ini = operations(&model).pgbouncer_ini(&facts).unwrap();
    assert!(ini.contains("server_tls_sslmode = verify-full"), "{ini}");
    assert!(
        ini.contains("server_tls_ca_file = /etc/ssl/certs/pg-ca.pem"),
        "{ini}"
    );
}

#[test]
fn each_role_has_its_timeouts() {
    for_each_own_cluster(|cluster| {
        let database = apply_to(cluster);
        for role in ["app_runtime", "app_readonly"] {
            let mut client = database.connect_as(role);
            for name in [
                "statement_timeout",
                "lock_timeout",
                "idle_in_transaction_session_timeout",
            ] {
                let shown = client.query_one(&format!("SHOW {name}"), &[]).unwrap();
                assert_ne!(shown.get::<_, String>(0), "0", "{role}: {name}");
            }
        }
    });
}

#[test]
fn row_level_security_is_enabled_and_forced_everywhere() {
    for_each_own_cluster(|cluster| {
        let database = apply_to(cluster);
        let open = "SELECT count(*), count(*) FILTER (WHERE relrowsecurity AND relforcerowsecurity)
            FROM pg_class WHERE relnamespace = 'app'::regnamespace AND relkind IN ('r', 'p')";
        let row = database.superuser().query_one(open, &[]).unwrap();
        assert_eq!((row.get::<_, i64>(0), row.get::<_, i64>(1)), (2, 2));
    });
}

#[test]
fn policies_are_tested_with_a_role_that_they_bind() {
    let model = model();
    for_each_own_cluster(|cluster| {
        let database = apply_to(cluster);
        let proof = prove(&model, &mut database.superuser()).unwrap();
        let proof = proof.deny().unwrap_or_else(|error| panic!("{error}"));
        let by = |attempt: Attempt| {
            let tried = proof.tried().iter();
            tried
                .filter(|it| it.attempt == attempt && it.role.as_deref() == Some("app_runtime"))
                .count()
        };
        assert!(by(Attempt::ReadUnbound) > 1);
        let bypass = "SELECT count(*) FROM pg_roles WHERE rolname = ANY ($1::text[]) AND (rolsuper OR rolbypassrls)";
        let roles: Vec<&str> = proof
            .tried()
            .iter()
            .filter_map(|it| it.role.as_deref())
            .collect();
        let row = database.superuser().query_one(bypass, &[&roles]).unwrap();
        assert_eq!(row.get::<_, i64>(0), 0);
    });
}

#[test]
fn the_pooler_is_in_the_mode_that_programs_expect() {
    let model = model();
    let facts = PoolerFacts::new("db.internal", "/etc/ssl/certs/pg-ca.pem");
    let ini = operations(&model).pgbouncer_ini(&facts).unwrap();
    assert!(ini.contains("pool_mode = transaction"), "{ini}");
    assert!(ini.contains("max_prepared_statements"), "{ini}");
}

/// A table that is never cleaned.
#[derive(Table)]
#[pg(table = "heap", tenant = tenant_id, storage(autovacuum_enabled = false))]
#[pg(allow(autovacuum_off, reason = "to see that it must be allowed"))]
struct Heap {
    #[pg(primary_key)]
    id: Uuid,
    tenant_id: Uuid,
}

#[test]
fn autovacuum_is_tuned_for_hot_tables() {
    let sql = model().render(Version::V18).unwrap();
    assert!(
        sql.contains("autovacuum_vacuum_scale_factor = 0.02"),
        "{sql}"
    );
    let refused = include_str!("../compile/ui/autovacuum_off.stderr");
    assert!(refused.contains("without autovacuum"), "{refused}");
    let model = Database::builder().hardened("app").table::<Heap>().build();
    let report = model.unwrap().lint();
    assert!(
        report
            .allowed()
            .iter()
            .any(|it| it.finding.rule.name == "autovacuum_off")
    );
}

fn settings() -> String {
    let model = model();
    let facts = ServerFacts::new("10.0.0.5", 16 * 1024).archive_command("archive %p");
    operations(&model)
        .postgresql_conf(&facts, Version::V18)
        .unwrap()
}

#[test]
fn statements_are_counted() {
    let settings = settings();
    assert!(
        settings.contains("shared_preload_libraries = 'pg_stat_statements'"),
        "{settings}"
    );
    assert!(settings.contains("compute_query_id = on"), "{settings}");
    assert!(
        settings.contains("pg_stat_statements.max = 10000\npg_stat_statements.save = on"),
        "{settings}"
    );
    for_each_own_cluster(|cluster| {
        let database = apply_to(cluster);
        let audit = Auditor::new().only("no_statement_statistics").unwrap();
        let audit = audit.audit(&mut database.superuser()).unwrap();
        assert_eq!(audit.findings().len(), 1, "this server counts none");
    });
}

#[test]
fn a_backup_was_restored() {
    let model = model();
    let operations = operations(&model).backup_role(BackupRole::new("app_backup").unwrap());
    let drill = RestoreDrill::new("/backups/app.dump", "app_drill")
        .oldest(24)
        .record("/var/lib/last_drill");
    let drill = drill.at_least("app.invoices", 1);
    let script = operations.restore_drill(&drill).unwrap();
    assert!(script.contains("-mmin -1440"), "{script}");
    assert!(script.contains("-ge 1"), "{script}");
    assert!(script.ends_with("Z >'/var/lib/last_drill'\n"), "{script}");
    assert!(settings().contains("archive_mode = on"));
}

#[test]
fn slow_statements_are_logged() {
    let settings = settings();
    assert!(
        settings.contains("log_min_duration_statement = 500ms"),
        "{settings}"
    );
    assert!(
        settings.contains("log_parameter_max_length = 0"),
        "{settings}"
    );
}
