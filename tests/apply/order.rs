//! The order in which parts are registered never shows, and a circle of foreign keys is no matter.

use pgschema::model::{Column, Constraint, Table};
use pgschema::sql::{ConstraintKind, ForeignKey, Identifier, QualifiedName, ReferentialAction};
use pgschema::{BuiltinType, Database, Version, define::Match};
use pgschema_test_support::{apply, for_each_version};

use crate::catalog::differences;
use crate::everything::{self, Part};

#[test]
fn the_order_of_registration_never_shows() {
    for version in Version::ALL {
        let parts = everything::parts(version);
        let expected = everything::build(&parts).unwrap();
        let ddl = expected.render(version).unwrap();
        let mut reversed = parts.clone();
        reversed.reverse();
        let rotated = (1..parts.len()).map(|by| {
            let mut rotated = parts.clone();
            rotated.rotate_left(by);
            rotated
        });
        for order in rotated.chain([reversed]) {
            let database = everything::build(&order).unwrap();
            assert_eq!(database.to_json(), expected.to_json());
            assert_eq!(database.render(version).unwrap(), ddl);
        }
    }
}

#[test]
fn the_order_of_registration_never_shows_in_errors_either() {
    // Most parts need others, which aren't there.
    let parts = everything::parts(Version::V18);
    let mut broken: Vec<Part> = parts.into_iter().skip(2).collect();
    let expected = everything::build(&broken).unwrap_err().to_string();
    broken.reverse();
    assert_eq!(
        everything::build(&broken).unwrap_err().to_string(),
        expected
    );
}

fn identifier(name: &str) -> Identifier {
    Identifier::new(name).unwrap()
}

/// A table with a key and foreign keys to others.
pub(crate) fn table(name: &str, targets: &[&str]) -> Table {
    let qualified = |name: &str| QualifiedName::new("ring", name).unwrap();
    let mut table = Table::new(qualified(name));
    let key = vec![identifier("id")];
    table.columns = vec![Column::new(identifier("id"), BuiltinType::Integer.into())];
    table.constraints = vec![Constraint::new(
        identifier(&format!("{name}_pkey")),
        ConstraintKind::PrimaryKey {
            columns: key.clone(),
        },
    )];
    for target in targets {
        let column = identifier(&format!("{target}_id"));
        table.columns.push(Column {
            nullable: true,
            ..Column::new(column.clone(), BuiltinType::Integer.into())
        });
        let foreign_key = ForeignKey {
            columns: vec![column],
            references: qualified(target),
            referenced_columns: key.clone(),
            match_type: Match::Simple,
            on_delete: ReferentialAction::NoAction,
            on_update: ReferentialAction::NoAction,
        };
        table.constraints.push(Constraint::new(
            identifier(&format!("{name}_{target}_fkey")),
            ConstraintKind::ForeignKey(foreign_key),
        ));
    }
    table
}

#[test]
fn circles_of_foreign_keys_are_closed() {
    let rings: [&[(&str, &[&str])]; 4] = [
        &[("a", &["a"])],
        &[("a", &["b"]), ("b", &["a"])],
        &[("a", &["b"]), ("b", &["c"]), ("c", &["a", "d"]), ("d", &[])],
        // Two circles that share a table, one that leads to them, and each table to itself.
        &[
            ("a", &["b", "a"]),
            ("b", &["a", "c", "b"]),
            ("c", &["b", "c"]),
            ("d", &["a", "c", "d"]),
        ],
    ];
    for_each_version(|cluster| {
        let version = Version::try_from(cluster.version()).unwrap();
        for ring in rings {
            let builder = Database::builder().schema("ring");
            let builder = ring.iter().fold(builder, |builder, (name, targets)| {
                builder.model_table(table(name, targets))
            });
            let database = builder.build().unwrap();
            let server = cluster.fresh_database();
            for _ in 0..2 {
                apply(&mut server.owner(), &database.render(version).unwrap());
                let found = differences(&database, version, &mut server.superuser());
                assert!(found.is_empty(), "{}", found.join("\n"));
            }
        }
    });
}
