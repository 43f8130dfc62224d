//! What keeps an audit from looking.

use pgschema::lint::SERVER_RULES;
use pgschema::verify::{Auditor, VerifyError, audit};
use pgschema_test_support::{apply, for_each_own_cluster, for_each_version};

use crate::planted::database;

#[test]
fn an_audit_writes_nothing_and_needs_no_more_than_to_read() {
    for_each_own_cluster(|cluster| {
        let version = pgschema::Version::try_from(cluster.version()).unwrap();
        let fresh = cluster.fresh_database();
        apply(&mut fresh.owner(), &database().render(version).unwrap());
        let mut client = fresh.superuser();
        client
            .batch_execute("SET default_transaction_read_only = on")
            .unwrap();
        let state = "SELECT pg_current_xact_id_if_assigned() IS NULL AND \
            current_setting('search_path') = '\"$user\", public' AND \
            NOT EXISTS (SELECT FROM pg_class WHERE relnamespace = pg_my_temp_schema())";
        let before = audit(&mut client).unwrap();
        assert!(before.skipped().is_empty(), "{before}");
        assert!(client.query_one(state, &[]).unwrap().get::<_, bool>(0));
        // The same question has the same answer.
        assert_eq!(audit(&mut client).unwrap().to_json(), before.to_json());
        // The locks of a transaction end with it, and this one is over.
        let locks = "SELECT count(*) FROM pg_locks WHERE pid = pg_backend_pid() AND relation IS NOT NULL \
            AND relation::regclass::text NOT LIKE 'pg\\_%'";
        assert_eq!(client.query_one(locks, &[]).unwrap().get::<_, i64>(0), 0);
    });
}

#[test]
fn what_a_role_may_not_see_is_said() {
    for_each_version(|cluster| {
        let fresh = cluster.fresh_database();
        let mut superuser = fresh.superuser();
        let role = format!("stranger_{}", fresh.name);
        superuser
            .batch_execute(&format!("CREATE ROLE {role} LOGIN"))
            .unwrap();
        let audit = audit(&mut fresh.connect_as(&role)).unwrap();
        let skipped: Vec<&str> = audit.skipped().iter().map(|it| it.rule.name).collect();
        assert!(
            skipped.contains(&"md5_password") && skipped.contains(&"open_access"),
            "{skipped:?}"
        );
        assert!(skipped.len() < 5, "{audit}");
        assert!(
            audit
                .to_string()
                .contains("not looked at: GRT026 md5_password: the role may not look")
        );
        superuser
            .batch_execute(&format!("DROP ROLE {role}"))
            .unwrap();
    });
}

#[test]
fn a_connection_that_is_lost_is_an_error() {
    for_each_version(|cluster| {
        let fresh = cluster.fresh_database();
        let mut client = fresh.superuser();
        let pid: i32 = client
            .query_one("SELECT pg_backend_pid()", &[])
            .unwrap()
            .get(0);
        let mut other = fresh.superuser();
        other
            .execute("SELECT pg_terminate_backend($1)", &[&pid])
            .unwrap();
        let gone = "SELECT count(*) FROM pg_stat_activity WHERE pid = $1";
        while other.query_one(gone, &[&pid]).unwrap().get::<_, i64>(0) > 0 {}
        match audit(&mut client) {
            Err(error @ VerifyError::ConnectionLost { .. }) => {
                assert!(
                    error
                        .to_string()
                        .starts_with("the connection was lost while"),
                    "{error}"
                );
            }
            other => panic!("{other:?}"),
        }
    });
}

#[test]
fn a_transaction_of_the_callers_is_not_rolled_back() {
    for_each_version(|cluster| {
        let mut client = cluster.fresh_database().superuser();
        client
            .batch_execute("BEGIN; CREATE TABLE kept (id integer)")
            .unwrap();
        assert!(matches!(
            audit(&mut client),
            Err(VerifyError::InTransaction)
        ));
        client.batch_execute("COMMIT").unwrap();
        let mut transaction = client.transaction().unwrap();
        transaction
            .batch_execute("CREATE TABLE also_kept (id integer)")
            .unwrap();
        let audit = Auditor::new().audit_within(&mut transaction).unwrap();
        let found = |name: &str| audit.findings().iter().any(|it| it.object.name() == name);
        assert!(found("public.also_kept"));
        let path: String = transaction
            .query_one("SHOW search_path", &[])
            .unwrap()
            .get(0);
        assert_eq!(path, "\"$user\", public");
        transaction.commit().unwrap();
        let sql = "SELECT count(*) FROM pg_class WHERE relname IN ('kept', 'also_kept')";
        assert_eq!(client.query_one(sql, &[]).unwrap().get::<_, i64>(0), 2);
    });
}

#[test]
fn every_rule_has_an_answer_from_a_superuser() {
    for_each_version(|cluster| {
        let mut client = cluster.fresh_database().superuser();
        let audit = audit(&mut client).unwrap();
        assert!(audit.skipped().is_empty(), "{audit}");
        assert!(SERVER_RULES.iter().all(|it| it.catalog.is_some()));
    });
}

#[test]
fn a_role_or_a_column_that_is_not_there_is_an_error_and_not_a_clean_database() {
    for_each_version(|cluster| {
        let database = cluster.fresh_database();
        let role = Auditor::new().runtime_role("nobody_such");
        let error = role.audit(&mut database.superuser()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "there is no role nobody_such on the server"
        );
        let column = Auditor::new().tenant_column("no_such_id");
        let error = column.audit(&mut database.superuser()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "no table of the database has a column no_such_id"
        );
    });
}

#[test]
fn a_table_that_somebody_holds_keeps_a_rule_waiting_and_not_the_audit() {
    for_each_version(|cluster| {
        let database = cluster.fresh_database();
        let mut holder = database.superuser();
        let sql = "CREATE TABLE held (id integer PRIMARY KEY, tenant_id integer DEFAULT 1); \
             ALTER TABLE held ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON held USING (tenant_id = 1)";
        holder.batch_execute(sql).unwrap();
        let mut transaction = holder.transaction().unwrap();
        transaction.batch_execute("LOCK TABLE held").unwrap();
        let audit = Auditor::new().audit(&mut database.superuser()).unwrap();
        for skipped in audit.skipped() {
            assert!(
                skipped.reason.contains("another session holds"),
                "{}",
                skipped.reason
            );
        }
    });
}
