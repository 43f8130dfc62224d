//! The name of the application's schema, from which the roles and the setting of the tenant have
//! theirs.

use pgschema::model::{Column, Constraint, RowSecurity, Table};
use pgschema::sql::{ConstraintKind, Identifier, QualifiedName, ToSql};
use pgschema::{BuiltinType, Database, Version};
use pgschema_test_support::{Cluster, apply, for_each_own_cluster};

use crate::catalog::differences;

/// A name, and the setting that a transaction is bound with.
const SCHEMAS: [(&str, &str); 5] = [
    ("select", "select.tenant_id"),
    ("Mixed Case", "mixed_case.tenant_id"),
    ("1 quote\"d isn't", "_1_quote_d_isn_t.tenant_id"),
    (
        "back\\slash\nand $$ %I %s",
        "back_slash_and_____i__s.tenant_id",
    ),
    ("日本語🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀", "_____________.tenant_id"),
];

#[test]
fn a_hardened_schema_may_have_any_name() {
    for_each_own_cluster(|cluster| {
        for (schema, setting) in SCHEMAS {
            works(cluster, schema, setting);
        }
    });
}

fn works(cluster: &Cluster, schema: &str, setting: &str) {
    let version = Version::try_from(cluster.version()).unwrap();
    let identifier = |name: &str| Identifier::new(name).unwrap();
    let uuid = || BuiltinType::Uuid.into();
    let mut table = Table::new(QualifiedName::new(schema, "notes").unwrap());
    table.columns = vec![Column::new(identifier("tenant"), uuid())];
    table.constraints = vec![Constraint::new(
        identifier("notes_pkey"),
        ConstraintKind::PrimaryKey {
            columns: vec![identifier("tenant")],
        },
    )];
    table.tenant = Some(identifier("tenant"));
    table.row_security = RowSecurity::Forced;
    let database = Database::builder()
        .hardened(schema)
        .model_table(table)
        .build()
        .unwrap();
    let server = cluster.fresh_database();
    for _ in 0..2 {
        apply(&mut server.owner(), &database.render(version).unwrap());
        let differences = differences(&database, version, &mut server.superuser());
        assert!(
            differences.is_empty(),
            "{schema:?}: {}",
            differences.join("\n")
        );
    }
    let tenant = "00000000-0000-4000-8000-00000000000a";
    let name = identifier(schema).to_sql();
    let insert = format!("INSERT INTO {name}.notes VALUES ('{tenant}'), (gen_random_uuid())");
    server.superuser().batch_execute(&insert).unwrap();
    let mut client = server.connect_as(&format!("{schema}_runtime"));
    let count = |client: &mut postgres::Client| -> i64 {
        client
            .query_one("SELECT count(*) FROM notes", &[])
            .unwrap()
            .get(0)
    };
    assert_eq!(count(&mut client), 0, "{schema:?}");
    client
        .query_one("SELECT set_config($1, $2, false)", &[&setting, &tenant])
        .unwrap();
    assert_eq!(count(&mut client), 1, "{schema:?}");
}
