use pgschema::BuiltinType;
use pgschema::define::{Command, GeneratedKind, PolicyKind};
use pgschema::model::{Argument, Column, Constraint, Function, Index, Policy, Table};
use pgschema::sql::{ConstraintKind, Expr, FunctionBody, Generated, IndexElement, RoleName};

use super::{Case, case, changed, identifier, integer, named, plain, refused, sql, table, taken};

fn checked(expression: &str) -> impl FnOnce(&mut Table) + use<> {
    let kind = ConstraintKind::Check(sql(expression));
    |table| {
        table
            .constraints
            .push(Constraint::new(identifier("own"), kind))
    }
}

fn policy(expression: &str) -> Policy {
    Policy {
        name: identifier("own"),
        kind: PolicyKind::Permissive,
        command: Command::All,
        roles: vec![RoleName::Public],
        using: Some(sql(expression)),
        with_check: None,
    }
}

fn with_default(default: Expr) -> impl FnOnce(&mut Table) {
    |table| {
        table.columns.push(Column {
            default: Some(default),
            ..integer("b")
        });
    }
}

#[test]
fn a_check_looks_at_its_row() {
    let check =
        |expression: &'static str, texts, sql| -> Case { changed(checked(expression), texts, sql) };
    let cases = vec![
        check(
            "id > (SELECT 1)",
            &["ring.a: ", "the constraint `own` has a query in it"],
            "CREATE TABLE a (id integer CHECK (id > (SELECT 1)))",
        ),
        check(
            "id IN (VALUES (1))",
            &["has a query in it"],
            "CREATE TABLE a (id integer CHECK (id IN (VALUES (1))))",
        ),
        check(
            "Count(*) > 1",
            &["the constraint `own` calls count(), which goes over many rows"],
            "CREATE TABLE a (id integer CHECK (count(*) > 1))",
        ),
        check(
            "pg_catalog.max(id) FILTER (WHERE id > 1) > 1",
            &["calls max()"],
            "CREATE TABLE a (id integer CHECK (pg_catalog.max(id) FILTER (WHERE id > 1) > 1))",
        ),
        check(
            "row_number() OVER () > 1",
            &["calls row_number()"],
            "CREATE TABLE a (id integer CHECK (row_number() OVER () > 1))",
        ),
        check(
            "generate_series(1, id) > 1",
            &["calls generate_series(), which gives rows"],
            "CREATE TABLE a (id integer CHECK (generate_series(1, id) > 1))",
        ),
    ];
    refused("", cases);
}

#[test]
fn so_do_defaults_generated_columns_and_indexes() {
    let generated = |table: &mut Table| {
        table.columns.push(Column {
            generated: Some(Box::new(Generated {
                kind: GeneratedKind::Stored,
                expression: sql("sum(id)"),
            })),
            ..integer("b")
        });
    };
    let index = |element: IndexElement| {
        |table: &mut Table| {
            table
                .indexes
                .push(Index::new(identifier("own"), vec![element]))
        }
    };
    let once = Expr::Once(Box::new(sql("1")));
    let mut called = Function::new(
        named("f"),
        BuiltinType::Integer.into(),
        FunctionBody::Return(sql("a")),
    );
    called.arguments.push(Argument {
        name: identifier("a"),
        data_type: BuiltinType::Integer.into(),
        default: Some(sql("(SELECT 1)")),
    });
    let cases = vec![
        changed(
            with_default(once),
            &["the default of `b` has a query in it"],
            "CREATE TABLE a (b integer DEFAULT (SELECT 1))",
        ),
        changed(
            with_default(sql("max(1)")),
            &["the default of `b` calls max()"],
            "CREATE TABLE a (b integer DEFAULT max(1))",
        ),
        changed(
            generated,
            &["the generated column `b` calls sum()"],
            "CREATE TABLE a (id integer, b integer GENERATED ALWAYS AS (sum(id)) STORED)",
        ),
        changed(
            index(IndexElement::expression(sql("max(id)"))),
            &["the index `own` calls max()"],
            "CREATE TABLE a (id integer); CREATE INDEX ON a (max(id))",
        ),
        changed(
            |table| {
                index(IndexElement::column(identifier("id")))(table);
                table.indexes[0].predicate = Some(sql("id > (SELECT 1)"));
            },
            &["the index `own` has a query in it"],
            "CREATE TABLE a (id integer); CREATE INDEX ON a (id) WHERE id > (SELECT 1)",
        ),
        case(
            plain().function(called),
            &["ring.f: the default of the argument `a` has a query in it"],
            "CREATE FUNCTION f(a integer DEFAULT (SELECT 1)) RETURNS integer LANGUAGE sql RETURN a",
        ),
    ];
    refused("", cases);
}

#[test]
fn a_policy_may_ask_but_not_count() {
    let cases = vec![changed(
        |table| table.policies.push(policy("max(id) > 1")),
        &["the policy `own` calls max()"],
        "CREATE TABLE a (id integer); CREATE POLICY own ON a USING (max(id) > 1)",
    )];
    refused("", cases);
    let mut asks = table("a", &[]);
    asks.policies.push(policy("id > (SELECT max(1))"));
    taken(plain().model_table(asks));
}

#[test]
fn what_has_the_name_of_such_a_function_is_none() {
    let mut own = Function::new(
        named("sum"),
        BuiltinType::Integer.into(),
        FunctionBody::Return(sql("1")),
    );
    own.volatility = pgschema::sql::Volatility::Immutable;
    own.arguments.push(Argument {
        name: identifier("a"),
        data_type: BuiltinType::Text.into(),
        default: None,
    });
    let mut named_alike = table("a", &[]);
    named_alike
        .columns
        .extend([integer("count"), integer("rank")]);
    checked("count > 1 AND (rank) > 1 AND sum('a'::text) = 1 AND ring.sum('max(1)') = 1")(
        &mut named_alike,
    );
    taken(plain().function(own).model_table(named_alike));
}
