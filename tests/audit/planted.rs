//! Defects of which a model knows nothing, planted by hand.

use pgschema::lint::{Rule, SERVER_RULES};
use pgschema::verify::{Audit, Auditor};
use pgschema::{Database, Table, Version};
use pgschema_test_support::{Cluster, for_each_own_cluster};
use postgres::{Client, Transaction};
use uuid::Uuid;

/// Something with a name.
#[derive(Table)]
#[pg(table = "things", tenant = tenant_id)]
struct Thing {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(max_len = 200)]
    name: String,
}

pub(crate) fn database() -> Database {
    Database::builder()
        .hardened("app")
        .table::<Thing>()
        .build()
        .unwrap()
}

/// Rules about the settings of the whole server, or about what takes hours: a test can't plant these
/// in a transaction, and looks whether the rule says what the server says.
const OF_THE_SERVER: &[&str] = &[
    "no_tls",
    "open_access",
    "no_statement_statistics",
    "not_durable",
    "no_checksums",
    "no_archive",
    "old_transactions",
    "idle_transaction",
    "unsupported_server",
    "unused_index",
];

#[test]
fn what_is_planted_is_found_and_what_is_close_to_it_is_not() {
    for_each_own_cluster(|cluster| {
        let version = Version::try_from(cluster.version()).unwrap();
        let mut client = cluster.fresh_database().superuser();
        client
            .batch_execute(&database().render(version).unwrap())
            .unwrap();
        client.batch_execute("RESET ROLE").unwrap();
        let rules = SERVER_RULES
            .iter()
            .filter(|it| !OF_THE_SERVER.contains(&it.name));
        let wrong: Vec<String> = rules
            .filter_map(|rule| {
                Some(format!(
                    "{}: {}",
                    rule.name,
                    look(&mut client, version, rule).err()?
                ))
            })
            .collect();
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    });
}

fn look(client: &mut Client, version: Version, rule: &Rule) -> Result<(), String> {
    if rule.name == "unenforced_constraint" && version < Version::V18 {
        return Ok(());
    }
    // An extension that has had one version only can't be an old one.
    if rule.name == "old_extension" && !has_old_hstore(client) {
        return Ok(());
    }
    let bad = findings(client, rule, rule.bad)?;
    if bad.is_empty() {
        return Err("isn't found".to_owned());
    }
    let good = findings(client, rule, rule.good)?;
    let more: Vec<_> = bad.iter().filter(|it| !good.contains(it)).collect();
    if more.is_empty() {
        return Err(format!("the good one is found as well: {good:?}"));
    }
    Ok(())
}

fn has_old_hstore(client: &mut Client) -> bool {
    let sql =
        "SELECT FROM pg_available_extension_versions WHERE name = 'hstore' AND version = '1.4'";
    !client.query(sql, &[]).unwrap().is_empty()
}

fn findings(client: &mut Client, rule: &Rule, setup: &str) -> Result<Vec<String>, String> {
    let mut transaction = client.transaction().unwrap();
    transaction
        .batch_execute(setup)
        .map_err(|it| it.as_db_error().map_or(it.to_string(), ToString::to_string))?;
    let audit = only(rule, &mut transaction);
    if let Some(skipped) = audit.skipped().first() {
        return Err(format!("not looked at: {}", skipped.reason));
    }
    let found = audit.findings().iter();
    Ok(found
        .map(|it| format!("{}: {}", it.object, it.message))
        .collect())
}

fn only(rule: &Rule, transaction: &mut Transaction<'_>) -> Audit {
    let auditor = Auditor::of(&database()).only(rule.name).unwrap();
    auditor.audit_within(transaction).unwrap()
}

#[test]
fn an_index_is_unused_if_queries_of_its_table_come_another_way() {
    for_each_own_cluster(|cluster| {
        let mut client = cluster.fresh_database().superuser();
        client
            .batch_execute(
                "CREATE TABLE busy (id integer); CREATE INDEX busy_idx ON busy (id); \
                 CREATE TABLE quiet (id integer); CREATE INDEX quiet_idx ON quiet (id)",
            )
            .unwrap();
        let scan = "DO $$ BEGIN FOR i IN 1..1100 LOOP PERFORM count(*) FROM busy; END LOOP; END $$";
        client.batch_execute(scan).unwrap();
        let scans = "SELECT coalesce(seq_scan, 0) FROM pg_stat_user_tables WHERE relname = 'busy'";
        // The server writes down what it counts now and then.
        while client.query_one(scans, &[]).unwrap().get::<_, i64>(0) < 1001 {
            std::thread::sleep(std::time::Duration::from_millis(100));
            client.batch_execute("SELECT 1").unwrap();
        }
        let auditor = Auditor::new().only("unused_index").unwrap();
        let audit = auditor.audit(&mut client).unwrap();
        let found: Vec<String> = audit.findings().iter().map(|it| it.object.name()).collect();
        assert_eq!(found, ["public.busy.busy_idx"]);
    });
}

#[test]
fn what_is_said_of_the_server_is_what_it_says_itself() {
    for_each_own_cluster(|cluster: &Cluster| {
        let mut client = cluster.fresh_database().superuser();
        let audit = Auditor::new().audit(&mut client).unwrap();
        let mut has = |rule: &str, sql: &str| {
            let expected: bool = client.query_one(sql, &[]).unwrap().get(0);
            let found = audit.findings().iter().any(|it| it.rule.name == rule);
            assert_eq!(found, expected, "{rule} on {}", cluster.version());
            found
        };
        assert!(has("no_tls", "SELECT current_setting('ssl') = 'off'"));
        assert!(has(
            "not_durable",
            "SELECT current_setting('fsync') = 'off'"
        ));
        assert!(has(
            "no_archive",
            "SELECT current_setting('archive_mode') = 'off'"
        ));
        assert!(has(
            "no_statement_statistics",
            "SELECT current_setting('shared_preload_libraries') !~ 'pg_stat_statements'"
        ));
        has(
            "no_checksums",
            "SELECT current_setting('data_checksums') = 'off'",
        );
        has(
            "unsupported_server",
            "SELECT current_setting('server_version_num')::integer < 150000",
        );
        assert!(!has("old_transactions", "SELECT false"));
        assert!(!has("idle_transaction", "SELECT false"));
        assert!(has(
            "open_access",
            "SELECT EXISTS (SELECT FROM pg_hba_file_rules WHERE auth_method = 'trust')"
        ));
    });
}
