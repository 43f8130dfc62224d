//! An untouched database never differs.

use pgschema::model::{Column, Constraint, Table};
use pgschema::sql::{ConstraintKind, DataType, Expr, Identifier, QualifiedName, TypeText};
use pgschema::verify::{VerifyError, compare, compare_without_expressions};
use pgschema::{Database, Hardening, Version};
use pgschema_test_support::{TestDatabase, apply, for_each_own_cluster};
use postgres::Client;

use super::{everything, schema};

#[track_caller]
fn no_drift(database: &Database, client: &mut Client) {
    let drift = compare(database, client).unwrap();
    assert!(drift.is_empty(), "{drift}");
    assert!(drift.objects() > 10);
    let reduced = compare_without_expressions(database, client).unwrap();
    assert!(reduced.is_empty(), "{reduced}");
    assert!(reduced.is_without_expressions());
}

/// By the owner of the database, by a superuser, and in a session that has settings of its own.
fn apply_and_compare(database: &Database, version: Version, server: &TestDatabase<'_>) {
    apply(&mut server.owner(), &database.render(version).unwrap());
    no_drift(database, &mut server.owner());
    no_drift(database, &mut server.superuser());
    let mut client = server.owner();
    client
        .batch_execute(
            "SET search_path = pg_temp, public; SET DateStyle = 'German'; SET TimeZone = 'Asia/Tokyo';
             SET IntervalStyle = 'iso_8601'; SET extra_float_digits = -3; SET quote_all_identifiers = on;
             SET standard_conforming_strings = off; SET bytea_output = 'escape'; SET xmloption = 'document';
             SET default_transaction_isolation = 'serializable'; SET array_nulls = off",
        )
        .unwrap();
    no_drift(database, &mut client);
}

#[test]
fn a_schema_with_every_feature_never_differs() {
    for_each_own_cluster(|cluster| {
        let version = Version::try_from(cluster.version()).unwrap();
        let database = everything::database(version);
        let server = cluster.fresh_database();
        for _ in 0..2 {
            apply_and_compare(&database, version, &server);
        }
    });
}

#[test]
fn a_plain_schema_never_differs() {
    for_each_own_cluster(|cluster| {
        let version = Version::try_from(cluster.version()).unwrap();
        for schema in ["farm", "public"] {
            let database = Database::builder()
                .schema(schema)
                .table::<everything::Egg>()
                .table::<everything::Hen>()
                .build()
                .unwrap();
            let server = cluster.fresh_database();
            if schema == "public" {
                let open = format!(
                    "GRANT CREATE ON SCHEMA public TO {}; CREATE TABLE other (a int)",
                    server.owner
                );
                server.superuser().batch_execute(&open).unwrap();
            }
            apply_and_compare(&database, version, &server);
        }
    });
}

#[test]
fn the_example_never_differs() {
    for_each_own_cluster(|cluster| {
        let version = Version::try_from(cluster.version()).unwrap();
        let database = saas::database(version).unwrap();
        let server = cluster.fresh_database();
        for _ in 0..2 {
            apply_and_compare(&database, version, &server);
        }
    });
}

#[test]
fn a_signed_context_never_differs_and_the_migrator_needs_an_owner_that_makes_schemas() {
    for_each_own_cluster(|cluster| {
        let version = Version::try_from(cluster.version()).unwrap();
        let database = Database::builder()
            .hardened(Hardening::new("app").signed_context())
            .table::<everything::Egg>()
            .table::<everything::Hen>()
            .build()
            .unwrap();
        let server = cluster.fresh_database();
        apply_and_compare(&database, version, &server);
        let mut migrator = server.connect_as("app_migrator");
        let error = compare(&database, &mut migrator).unwrap_err();
        assert!(matches!(error, VerifyError::NotAllowed { .. }), "{error:?}");
        let text = error.to_string();
        assert!(text.contains("as the owner of the database"), "{text}");
        let allow = format!("GRANT CREATE ON DATABASE {} TO app_owner", server.name);
        server.superuser().batch_execute(&allow).unwrap();
        let drift = compare(&database, &mut migrator).unwrap();
        assert_eq!(drift.differences().len(), 1, "{drift}");
    });
}

/// Names that have gone wrong somewhere.
const NAMES: [&str; 22] = [
    "select",
    "user",
    "public",
    "none",
    "position",
    "Order",
    "with space",
    "quote\"d",
    "\"\"",
    "single'quote",
    "back\\slash",
    "dollar$sign",
    "$body$",
    "%I",
    "semi;colon",
    "--",
    "a.b",
    "new\nline",
    "a, b",
    "(a)",
    "日本語",
    " ON app.b ",
];

#[test]
fn objects_of_any_name_never_differ() {
    for_each_own_cluster(|cluster| {
        let version = Version::try_from(cluster.version()).unwrap();
        let words: Vec<schema::Words> = NAMES
            .iter()
            .map(|name| schema::Words {
                name: (*name).to_owned(),
                text: format!("{name}{name}"),
            })
            .collect();
        let database = schema::database("app", &words, version >= Version::V15);
        let server = cluster.fresh_database();
        apply_and_compare(&database, version, &server);
    });
}

const TYPES: &[&str] = &[
    "boolean",
    "smallint",
    "integer",
    "bigint",
    "real",
    "float(3)",
    "float(30)",
    "double precision",
    "decimal",
    "numeric",
    "numeric(5)",
    "numeric(5, 2)",
    "text",
    "varchar",
    "varchar(9)",
    "character varying(9)[]",
    "char",
    "char(3)",
    "bpchar",
    "char(3)[]",
    "name",
    "\"char\"",
    "bytea",
    "uuid",
    "uuid[]",
    "date",
    "time",
    "time(2)",
    "timetz(1)",
    "time (1) with time zone",
    "timestamp(0)",
    "timestamptz",
    "timestamptz(3)[]",
    "interval",
    "interval(2)",
    "interval day to second(3)",
    "interval year to month",
    "json",
    "jsonb",
    "jsonpath",
    "xml",
    "inet",
    "cidr",
    "macaddr",
    "macaddr8",
    "bit",
    "bit(3)",
    "bit varying",
    "bit varying(5)[]",
    "tsvector",
    "oid",
    "regclass",
    "int4range",
    "tstzmultirange",
    "point",
    "int[]",
    "public.citext",
    "public.citext[]",
    "app.short",
    "app.short[]",
    "app.\"Odd name\"",
    "pg_catalog.int4",
];

#[test]
fn columns_of_any_type_never_differ() {
    for_each_own_cluster(|cluster| {
        let version = Version::try_from(cluster.version()).unwrap();
        let server = cluster.fresh_database();
        let make = format!(
            "CREATE EXTENSION citext SCHEMA public; SET ROLE {};
             CREATE SCHEMA app; CREATE DOMAIN app.short AS varchar(7) CHECK (VALUE <> '');
             CREATE TYPE app.\"Odd name\" AS ENUM ('a')",
            server.owner
        );
        server.superuser().batch_execute(&make).unwrap();
        let mut table = Table::new(QualifiedName::new("app", "zoo").unwrap());
        for (number, text) in TYPES.iter().enumerate() {
            let data_type = DataType::Text(TypeText::new(text).unwrap());
            let column = |name: String, default: Option<&str>| Column {
                nullable: true,
                default: default.map(|it| Expr::sql(it).unwrap()),
                ..Column::new(Identifier::new(name).unwrap(), data_type.clone())
            };
            table.columns.push(column(format!("plain_{number}"), None));
            table
                .columns
                .push(column(format!("default_{number}"), Some("NULL")));
        }
        let database = Database::builder()
            .schema("app")
            .model_table(table)
            .build()
            .unwrap();
        apply(&mut server.owner(), &database.render(version).unwrap());
        let drift = compare(&database, &mut server.owner()).unwrap();
        let found: Vec<String> = drift
            .differences()
            .iter()
            .map(|it| it.object.to_string())
            .collect();
        assert_eq!(
            found,
            ["type app.\"Odd name\"", "type app.short"],
            "{drift}"
        );
    });
}

#[test]
fn columns_with_the_names_of_their_table_and_schema_never_differ() {
    for_each_own_cluster(|cluster| {
        let version = Version::try_from(cluster.version()).unwrap();
        let mut table = Table::new(QualifiedName::new("app", "sums").unwrap());
        let integer = DataType::from(pgschema::BuiltinType::Integer);
        let name = |name: &str| Identifier::new(name).unwrap();
        table.columns.push(Column::new(name("a"), integer));
        let check = ConstraintKind::Check(Expr::sql("app.sums.a > 1").unwrap());
        table.constraints.push(Constraint::new(name("more"), check));
        let database = Database::builder()
            .schema("app")
            .model_table(table)
            .build()
            .unwrap();
        let server = cluster.fresh_database();
        apply_and_compare(&database, version, &server);
        let change = "ALTER TABLE app.sums DROP CONSTRAINT more, ADD CONSTRAINT more CHECK (a > 2)";
        server.owner().batch_execute(change).unwrap();
        let drift = compare(&database, &mut server.owner()).unwrap();
        let json: serde_json::Value = serde_json::from_str(&drift.to_json()).unwrap();
        let expected = serde_json::json!([{
            "object": "constraint app.sums.more", "kind": "constraint", "of": "table app.sums",
            "what": "differs", "attribute": "expression", "expected": "(a > 1)", "actual": "(a > 2)",
        }]);
        assert_eq!(
            (&json["format"], &json["differences"]),
            (&1.into(), &expected)
        );
    });
}
