use pgschema::BuiltinType;
use pgschema::define::GeneratedKind;
use pgschema::model::{Column, Constraint, Index, Table};
use pgschema::sql::{ConstraintKind, DataType, Expr, Function, Generated, IndexElement, Literal};

use super::{
    case, column, identifier, identifiers, integer, named, plain, refused, refused_since, sql,
    table, taken, taken_since, with_columns,
};

fn computed(name: &str, kind: GeneratedKind, expression: &str) -> Column {
    Column {
        generated: Some(Box::new(Generated {
            kind,
            expression: sql(expression),
        })),
        ..integer(name)
    }
}

#[test]
fn a_generated_column_comes_from_columns_that_are_not() {
    let by_column = Column {
        generated: Some(Box::new(Generated {
            kind: GeneratedKind::Stored,
            expression: Expr::Column(identifier("b")),
        })),
        ..integer("c")
    };
    let stored = |name, expression| computed(name, GeneratedKind::Stored, expression);
    let cases = vec![
        case(
            with_columns([stored("b", "id + 1"), stored("c", "b + 1")]),
            &["ring.a.c: ", "generated from `b`, which is generated too"],
            "CREATE TABLE a (id integer, b integer GENERATED ALWAYS AS (id + 1) STORED,
             c integer GENERATED ALWAYS AS (b + 1) STORED)",
        ),
        case(
            with_columns([stored("b", "id + 1"), by_column]),
            &["ring.a.c: ", "generated from `b`"],
            "CREATE TABLE a (id integer, b integer GENERATED ALWAYS AS (id + 1) STORED,
             c integer GENERATED ALWAYS AS (b) STORED)",
        ),
        case(
            with_columns([stored("b", "b + 1")]),
            &["ring.a.b: ", "generated from `b`"],
            "CREATE TABLE a (b integer GENERATED ALWAYS AS (b + 1) STORED)",
        ),
        case(
            with_columns([Column {
                default: Some(Expr::Literal(Literal::Integer(1))),
                ..stored("b", "id + 1")
            }]),
            &["`default` and `generated`"],
            "CREATE TABLE a (id integer, b integer DEFAULT 1 GENERATED ALWAYS AS (id + 1) STORED)",
        ),
        case(
            with_columns([Column {
                default: Some(sql("id + 1")),
                ..integer("b")
            }]),
            &["ring.a.b: ", "the default uses the column `id`"],
            "CREATE TABLE a (id integer, b integer DEFAULT (id + 1))",
        ),
    ];
    refused("", cases);
    // A function may have the name of a column.
    let mut named_alike = table("a", &[]);
    named_alike.columns = vec![
        column("lower", BuiltinType::Text),
        Column {
            generated: Some(Box::new(Generated {
                kind: GeneratedKind::Stored,
                expression: sql("upper(lower)"),
            })),
            ..column("upper", BuiltinType::Text)
        },
    ];
    named_alike.constraints.clear();
    taken(plain().model_table(named_alike));
}

#[test]
fn a_virtual_column_has_types_of_the_server() {
    let virtual_column = |data_type: DataType, expression: Expr| Column {
        generated: Some(Box::new(Generated {
            kind: GeneratedKind::Virtual,
            expression,
        })),
        ..column("b", data_type)
    };
    let row = || DataType::named(named("z"));
    let call = Expr::Call {
        function: Function::Named(Box::new(named("f"))),
        arguments: Vec::new(),
    };
    let with_row = |column| {
        let mut own = table("a", &[]);
        own.columns.push(super::column("row", row()));
        own.columns.push(column);
        plain().model_table(own).model_table(table("z", &[]))
    };
    let cases = vec![
        case(
            with_row(virtual_column(row(), sql("\"row\""))),
            &["ring.a.b: ", "such as ring.z", "`generated(stored = …)`"],
            "CREATE TABLE a (\"row\" z, b z GENERATED ALWAYS AS (\"row\") VIRTUAL)",
        ),
        case(
            with_row(virtual_column(
                BuiltinType::Boolean.into(),
                Expr::IsNull(Box::new(Expr::Column(identifier("row")))),
            )),
            &["ring.a.b: ", "such as ring.z"],
            "CREATE TABLE a (\"row\" z, b boolean GENERATED ALWAYS AS (\"row\" IS NULL) VIRTUAL)",
        ),
        case(
            with_columns([virtual_column(BuiltinType::Integer.into(), call)]),
            &["such as ring.f"],
            "CREATE TABLE a (b integer GENERATED ALWAYS AS (ring.f()) VIRTUAL)",
        ),
    ];
    let before = "CREATE TABLE z (id integer);
        CREATE FUNCTION f() RETURNS integer LANGUAGE sql IMMUTABLE RETURN 1";
    refused_since(18, before, cases);
    let in_row = "id::text IS NULL";
    taken_since(
        18,
        with_columns([virtual_column(BuiltinType::Boolean.into(), sql(in_row))]),
    );
}

fn own(table: &mut Table, element: IndexElement) {
    let name = identifier("own");
    table.indexes.push(Index::new(name, vec![element]));
}

#[derive(pgschema::PgEnum)]
#[pg(native)]
enum Mood {
    Good,
    Bad,
}

#[derive(pgschema::PgDomain)]
struct Name(String);

#[derive(pgschema::Table)]
#[pg(table = "days")]
struct Day {
    #[pg(primary_key, identity)]
    id: i64,
    mood: Mood,
    #[pg(generated(virtual = "mood = 'good'"))]
    is_good: Option<bool>,
}

#[derive(pgschema::Table)]
#[pg(table = "people")]
struct Person {
    #[pg(primary_key, identity)]
    id: i64,
    #[pg(generated(virtual = "'x'"))]
    name: Option<Name>,
}

#[test]
fn an_enum_and_a_domain_are_no_types_of_the_server() {
    let cases = vec![
        case(
            plain().table::<Day>(),
            &["ring.days.is_good", "such as ring.mood"],
            "CREATE TABLE a (mood mood, is_good boolean GENERATED ALWAYS AS (mood = 'good') VIRTUAL)",
        ),
        case(
            plain().table::<Person>(),
            &["ring.people.name", "such as ring.name"],
            "CREATE TABLE a (name ring.name GENERATED ALWAYS AS ('x') VIRTUAL)",
        ),
    ];
    let before = "CREATE TYPE mood AS ENUM ('good'); CREATE DOMAIN ring.name AS text";
    refused_since(18, before, cases);
}

#[test]
fn no_index_and_no_key_has_a_virtual_column() {
    let with_virtual = |change: fn(&mut Table)| {
        let mut table = table("a", &[]);
        let double = computed("double", GeneratedKind::Virtual, "id * 2");
        table.columns.push(double);
        change(&mut table);
        plain().model_table(table)
    };
    let cases = vec![
        case(
            with_virtual(|table| own(table, IndexElement::column(identifier("double")))),
            &[
                "ring.a: ",
                "`double` is a virtual generated column",
                "the index `own`",
            ],
            "CREATE INDEX ON a (double)",
        ),
        case(
            with_virtual(|table| own(table, IndexElement::expression(sql("double + 1")))),
            &["the index `own`"],
            "CREATE INDEX ON a ((double + 1))",
        ),
        case(
            with_virtual(|table| {
                own(table, IndexElement::column(identifier("id")));
                table.indexes[0].predicate = Some(sql("double > 1"));
            }),
            &["the index `own`"],
            "CREATE INDEX ON a (id) WHERE double > 1",
        ),
        case(
            with_virtual(|table| {
                let kind = ConstraintKind::Unique {
                    columns: identifiers(&["double"]),
                    include: Vec::new(),
                    nulls_not_distinct: false,
                };
                table
                    .constraints
                    .push(Constraint::new(identifier("own"), kind));
            }),
            &["the constraint `own`"],
            "ALTER TABLE a ADD UNIQUE (double)",
        ),
    ];
    let before = "CREATE TABLE a (id integer PRIMARY KEY, double integer GENERATED ALWAYS AS (id * 2) VIRTUAL)";
    refused_since(18, before, cases);
    taken_since(
        18,
        with_virtual(|table| {
            let kind = ConstraintKind::Check(sql("double > 1"));
            table
                .constraints
                .push(Constraint::new(identifier("own"), kind));
        }),
    );
}
