//! The order in which parts are registered never shows, and a circle of foreign keys is no matter.

use std::cell::RefCell;

use pgschema::model::{Column, Constraint, Function, Table, View};
use pgschema::sql::{
    ConstraintKind, DataType, Expr, ForeignKey, FunctionBody, Identifier, PlpgsqlText,
    QualifiedName, ReferentialAction, StatementText,
};
use pgschema::{BuiltinType, Database, Version, define::Match};
use pgschema_test_support::{apply, for_each_version};
use proptest::prelude::prop;
use proptest::test_runner::{Config, TestCaseError, TestRunner};

use crate::catalog::differences;
use crate::everything::{self, Part};
use crate::servers::for_each_database;

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
            ConstraintKind::ForeignKey(Box::new(foreign_key)),
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

/// A function without arguments that gives a number.
fn function(name: &str, body: FunctionBody) -> Function {
    let name = QualifiedName::new("ring", name).unwrap();
    Function::new(name, BuiltinType::Bigint.into(), body)
}

fn view(name: &str, query: &str) -> View {
    let name = QualifiedName::new("ring", name).unwrap();
    let mut view = View::new(name, StatementText::new(query).unwrap());
    view.security_invoker = false;
    view
}

#[test]
fn what_is_called_is_made_before_what_calls_it() {
    let returns = |text: &str| FunctionBody::Return(Expr::sql(text).unwrap());
    let reads = |query: &str| FunctionBody::Atomic(vec![StatementText::new(query).unwrap()]);
    // In the order of their names everything here would come before what it needs.
    let mut first = table("a_table", &["z_table"]);
    first.columns[1].default = Some(Expr::sql("a_function()").unwrap());
    first.columns[1].data_type = BuiltinType::Bigint.into();
    let mut last = table("z_table", &[]);
    last.columns[0].data_type = BuiltinType::Bigint.into();
    last.constraints.push(Constraint::new(
        identifier("z_table_check"),
        ConstraintKind::Check(Expr::sql("id < ring.\"b Function\"()").unwrap()),
    ));
    // The type of a table's rows is there when the table is, whatever the language.
    let body = PlpgsqlText::new("BEGIN RETURN NULL; END").unwrap();
    let mut a_row = function("a_row", FunctionBody::Plpgsql(body));
    a_row.returns = DataType::named(last.name.clone());
    let database = Database::builder()
        .schema("ring")
        .function(a_row)
        .function(function("a_function", returns("\"b Function\"() + 1")))
        .function(function("b Function", returns("ring.c_function() + 1")))
        .function(function("c_function", returns("1")))
        .function(function("a_count", reads("SELECT b_count() FROM a_table")))
        .function(function(
            "b_count",
            reads("SELECT count(*) FROM ring.z_table"),
        ))
        .function(function(
            "a_count_of_views",
            reads("SELECT count(*) FROM a_view"),
        ))
        .view(view("0 view", "SELECT a_count_of_views() AS n"))
        .view(view("a_view", "SELECT n FROM b_view"))
        .view(view("b_view", "SELECT ring.a_count() AS n FROM \"c View\""))
        .view(view("c View", "SELECT 1 FROM z_table"))
        .model_table(first)
        .model_table(last)
        .build()
        .unwrap();
    for_each_database(|version, server| {
        for _ in 0..2 {
            apply(&mut server.owner(), &database.render(version).unwrap());
            let found = differences(&database, version, &mut server.superuser());
            assert!(found.is_empty(), "{}", found.join("\n"));
        }
    });
}

#[test]
fn any_graph_of_foreign_keys_can_be_made() {
    const NAMES: [&str; 6] = ["a", "b", "c", "d", "e", "f"];
    let edges = prop::collection::btree_set((0..NAMES.len(), 0..NAMES.len()), 0..16);
    for_each_database(|version, server| {
        let client = RefCell::new(server.owner());
        let config = Config {
            cases: 16,
            failure_persistence: None,
            ..Config::default()
        };
        let result = TestRunner::new(config).run(&edges, |edges| {
            let builder = Database::builder().schema("ring");
            let builder = (0..NAMES.len()).fold(builder, |builder, from| {
                let targets = edges.iter().filter(|edge| edge.0 == from);
                let targets: Vec<&str> = targets.map(|edge| NAMES[edge.1]).collect();
                builder.model_table(table(NAMES[from], &targets))
            });
            let ddl = builder.build().unwrap().render(version).unwrap();
            let mut client = client.borrow_mut();
            let mut transaction = client.transaction().unwrap();
            for _ in 0..2 {
                let applied = transaction.batch_execute(&ddl);
                applied.map_err(|error| TestCaseError::fail(format!("{error:?}\n{ddl}")))?;
            }
            let count = "SELECT count(*) FROM pg_constraint WHERE contype = 'f'";
            let count: i64 = transaction.query_one(count, &[]).unwrap().get(0);
            if usize::try_from(count) == Ok(edges.len()) {
                Ok(())
            } else {
                Err(TestCaseError::fail(format!("{count} foreign keys\n{ddl}")))
            }
        });
        result.unwrap_or_else(|error| panic!("{error}"));
    });
}
