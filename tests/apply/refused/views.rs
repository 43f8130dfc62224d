//! The order of views and functions comes from what they read and call, and from nothing else.

use pgschema::BuiltinType;
use pgschema::model::{Argument, Constraint, Function, View};
use pgschema::sql::{ConstraintKind, DataType, FunctionBody, StatementText};

use super::{case, named, plain, refused, sql, table, taken};
use crate::refused::identifier;

fn view(name: &str, query: &str) -> View {
    let mut view = View::new(named(name), StatementText::new(query).unwrap());
    view.security_invoker = false;
    view
}

fn reads(name: &str, query: &str) -> Function {
    let body = FunctionBody::Atomic(vec![StatementText::new(query).unwrap()]);
    Function::new(named(name), BuiltinType::Bigint.into(), body)
}

#[test]
fn an_alias_that_is_called_like_a_view_is_no_view() {
    let builder = plain()
        .model_table(table("t", &[]))
        .view(view("a", "SELECT id AS b, id AS c FROM ring.c"))
        .view(view("b", "SELECT a.id AS a FROM ring.t AS a"))
        .view(view(
            "c",
            "WITH a AS (SELECT id FROM t) SELECT a.id FROM a WHERE a.id IS DISTINCT FROM 1",
        ));
    taken(builder);
}

#[test]
fn a_view_of_the_servers_own_is_no_circle() {
    taken(plain().view(view("pg_views", "SELECT viewname FROM pg_views")));
}

#[test]
fn an_argument_that_is_called_like_a_table_makes_no_function_late() {
    let mut doubled = Function::new(
        named("doubled"),
        BuiltinType::Integer.into(),
        FunctionBody::Return(sql("a * 2")),
    );
    doubled.arguments.push(Argument {
        name: identifier("a"),
        data_type: BuiltinType::Integer.into(),
        default: None,
    });
    let mut checked = table("a", &[]);
    checked.constraints.push(Constraint::new(
        identifier("a_check"),
        ConstraintKind::Check(sql("ring.doubled(id) > 1")),
    ));
    taken(plain().function(doubled).model_table(checked));
}

#[test]
fn views_in_a_circle() {
    let b = "CREATE VIEW b AS SELECT id FROM a; CREATE VIEW a AS SELECT id FROM b";
    let cases = vec![
        case(
            plain()
                .view(view("a", "SELECT id FROM b"))
                .view(view("b", "SELECT id FROM ring.a")),
            &["the view ring.a, the view ring.b", "read tables only"],
            b,
        ),
        case(
            plain().view(view("a", "SELECT id FROM a")),
            &["ring.a: ", "none of these can be made first"],
            "CREATE VIEW a AS SELECT id FROM a",
        ),
        case(
            plain()
                .view(view("a", "SELECT ring.f() AS id"))
                .function(reads("f", "SELECT id FROM a")),
            &["the function ring.f(), the view ring.a"],
            "CREATE VIEW a AS SELECT ring.f() AS id",
        ),
    ];
    refused("", cases);
}

#[test]
fn a_function_of_rows_comes_after_their_table() {
    let rows = DataType::named(named("a"));
    let mut first = Function::new(
        named("a_first"),
        rows.array(),
        FunctionBody::Return(sql("ARRAY[]::ring.a[]")),
    );
    first.returns_set = true;
    taken(
        plain()
            .function(first)
            .function(reads("z", "SELECT id FROM ring.b"))
            .function(reads("b", "SELECT ring.z()"))
            .view(view("b", "SELECT id FROM a"))
            .model_table(table("a", &[])),
    );
}
