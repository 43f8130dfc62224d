//! What README.md shows is what happens.

#[path = "fixtures/first_migration.rs"]
#[allow(unreachable_pub, reason = "it is the text of the README")]
mod first_migration;
#[path = "fixtures/readme.rs"]
#[allow(unreachable_pub, dead_code, reason = "it is the text of the README")]
mod readme;

use std::{env, fs, process};

use pgschema::Version;
use pgschema_test_support::{apply, for_each_own_cluster, sqlstate};

use readme::database;

const README: &str = include_str!("../README.md");

#[test]
fn the_code_of_the_readme_is_the_code_that_is_tested() {
    assert_eq!(block("", "```rust\n"), include_str!("fixtures/readme.rs"));
}

#[test]
fn the_migration_of_the_readme_is_written() {
    let code = include_str!("fixtures/first_migration.rs");
    assert_eq!(block("## Migrations", "```rust\n"), code);
    let directory = env::temp_dir().join(format!("pgschema-readme-{}", process::id()));
    first_migration::write_first_migration(directory.to_str().unwrap()).unwrap();
    let file = directory.join("20260101000000_initial.sql");
    let written = fs::read_to_string(file);
    fs::remove_dir_all(&directory).unwrap();
    assert!(
        written
            .unwrap()
            .contains("CREATE TABLE IF NOT EXISTS app.documents")
    );
}

#[test]
fn the_ddl_of_the_readme_is_what_is_rendered() {
    let ddl = readme::database().unwrap().render(Version::V18).unwrap();
    let shown = block("", "```sql\n");
    let statements: Vec<&str> = shown.split_inclusive(";\n").collect();
    assert!(statements.len() > 5, "{statements:?}");
    for statement in statements {
        assert!(
            ddl.contains(statement.trim()),
            "this is not rendered:\n{statement}\nbut this is:\n{ddl}"
        );
    }
}

#[test]
fn the_runtime_role_signs_a_tenant_up_and_works_for_it() {
    for_each_own_cluster(|cluster| {
        let version = Version::try_from(cluster.version()).unwrap();
        let server = cluster.fresh_database();
        let ddl = readme::database().unwrap().render(version).unwrap();
        apply(&mut server.owner(), &ddl);

        let transaction = block("", "   ```sql\n");
        let (_, bound) = transaction.split_once("tenant_id = '").unwrap();
        let (tenant, _) = bound.split_once('\'').unwrap();
        let mut client = server.connect_as("app_runtime");
        let sign_up = |id: &str| {
            format!(
                "BEGIN; SET LOCAL app.tenant_id = '{tenant}';
                 INSERT INTO app.tenants (id, name) VALUES ('{id}', 'Acme'); COMMIT"
            )
        };
        let another = client.batch_execute(&sign_up("018f2b6e-7c1a-7000-8000-000000000002"));
        assert_eq!(sqlstate(&another.unwrap_err()), "42501");
        client.batch_execute("ROLLBACK").unwrap();
        client.batch_execute(&sign_up(tenant)).unwrap();
        client.batch_execute(transaction).unwrap();

        let count = "SELECT count(*) FROM app.documents";
        let seen: i64 = client.query_one(count, &[]).unwrap().get(0);
        let there: i64 = server.superuser().query_one(count, &[]).unwrap().get(0);
        assert_eq!((seen, there), (0, 1));
    });
}

/// What stands in the first block of code after a heading that begins so.
fn block(heading: &str, opening: &str) -> &'static str {
    let (_, rest) = README.split_once(heading).unwrap();
    let (_, rest) = rest.split_once(opening).unwrap();
    let (code, _) = rest.split_once("```").unwrap();
    code
}
