//! The example's database has nothing that is found but what every such server has.

use pgschema::Version;
use pgschema::lint::Severity;
use pgschema::verify::Auditor;
use pgschema_test_support::{apply, for_each_own_cluster};

/// What there is to find, and why it is none of the application's doing.
const INHERENT: &[(&str, &str)] = &[
    (
        "settable_tenant",
        "every server lets everybody call set_config",
    ),
    ("no_tls", "the test's server has no network"),
    ("open_access", "the test's server trusts its socket"),
    ("not_durable", "the test's server is thrown away"),
    ("no_archive", "the test's server is thrown away"),
    ("no_checksums", "the test's server is thrown away"),
    (
        "no_statement_statistics",
        "the test's server preloads nothing",
    ),
    (
        "no_slow_query_log",
        "the test's server logs as little as by default",
    ),
    (
        "no_connection_log",
        "the test's server logs as little as by default",
    ),
    ("unsupported_server", "PostgreSQL 14 gets no more fixes"),
    (
        "public_creates",
        "PostgreSQL 14 makes the schema public that way, and only its owner can lock it",
    ),
    (
        "definer_view",
        "PostgreSQL 14 has no views with the rights of who asks",
    ),
    (
        "view_without_barrier",
        "PostgreSQL 14 has no views with the rights of who asks",
    ),
    (
        "extension_among_tables",
        "nobody else gets into a hardened schema",
    ),
];

#[test]
fn nothing_is_found_in_the_example_but_what_is_inherent() {
    for_each_own_cluster(|cluster| {
        let version = Version::try_from(cluster.version()).unwrap();
        let database = saas::database(version).unwrap();
        let fresh = cluster.fresh_database();
        apply(&mut fresh.owner(), &database.render(version).unwrap());
        let audit = Auditor::of(&database)
            .audit(&mut fresh.superuser())
            .unwrap();
        let unexpected = audit
            .findings()
            .iter()
            .filter(|it| !INHERENT.iter().any(|(rule, _)| *rule == it.rule.name));
        let unexpected: Vec<String> = unexpected
            .map(|it| format!("{} {}: {}", it.rule.name, it.object, it.message))
            .collect();
        assert!(
            unexpected.is_empty(),
            "on {version}:\n{}",
            unexpected.join("\n")
        );
        assert!(audit.skipped().is_empty(), "{audit}");
        // What the attributes allow is allowed here, too, with their reasons.
        let reasons = database.lint();
        for allowed in audit.allowed() {
            let reason = |it: &pgschema::lint::AllowedFinding| it.reason == allowed.reason;
            assert!(reasons.allowed().iter().any(reason), "{}", allowed.reason);
        }
        assert!(!audit.allowed().is_empty());
        assert!(
            audit
                .findings()
                .iter()
                .any(|it| it.severity == Severity::Error)
        );
    });
}

#[test]
fn without_a_model_the_roles_and_tenants_are_found() {
    for_each_own_cluster(|cluster| {
        let version = Version::try_from(cluster.version()).unwrap();
        let database = saas::database(version).unwrap();
        let fresh = cluster.fresh_database();
        apply(&mut fresh.owner(), &database.render(version).unwrap());
        let audit = pgschema::verify::audit(&mut fresh.superuser()).unwrap();
        let of_model = Auditor::of(&database)
            .audit(&mut fresh.superuser())
            .unwrap();
        for role in of_model.runtime_roles() {
            assert!(
                audit.runtime_roles().contains(role),
                "{role}: {:?}",
                audit.runtime_roles()
            );
        }
        assert_eq!(
            audit.tenant_columns(),
            ["tenant_id"],
            "{:?}",
            of_model.tenant_columns()
        );
    });
}
