use pgschema::define::{GeneratedKind, Match};
use pgschema::model::{Constraint, Index, Table};
use pgschema::sql::{ConstraintKind, ForeignKey, Generated, IndexElement, ReferentialAction};

use super::{
    case, identifier, identifiers, integer, named, plain, refused, refused_since, sql, table, taken,
};

fn key(columns: &[&str], target: &str, referenced: &[&str]) -> ForeignKey {
    ForeignKey {
        columns: identifiers(columns),
        references: named(target),
        referenced_columns: identifiers(referenced),
        match_type: Match::Simple,
        on_delete: ReferentialAction::NoAction,
        on_update: ReferentialAction::NoAction,
    }
}

fn add(table: &mut Table, key: ForeignKey) {
    let kind = ConstraintKind::ForeignKey(Box::new(key));
    table
        .constraints
        .push(Constraint::new(identifier("key"), kind));
}

#[test]
fn a_key_to_an_index_of_the_same_table_comes_after_the_index() {
    let mut tree = table("a", &[]);
    tree.columns.extend([integer("number"), integer("parent")]);
    let elements = vec![IndexElement::column(identifier("number"))];
    let mut index = Index::new(identifier("a_number_idx"), elements);
    index.unique = true;
    tree.indexes.push(index);
    add(&mut tree, key(&["parent"], "a", &["number"]));
    taken(plain().model_table(tree));
}

#[test]
fn a_key_without_columns_there_refers_to_the_primary_key() {
    let mut own = table("a", &[]);
    own.columns.push(integer("b"));
    add(&mut own, key(&["b"], "b", &[]));
    taken(plain().model_table(own).model_table(table("b", &[])));
}

#[test]
fn a_logged_table_refers_to_no_unlogged_one() {
    let unlogged = |name, targets: &[&str]| Table {
        unlogged: true,
        ..table(name, targets)
    };
    let cases = vec![case(
        plain()
            .model_table(table("a", &["b"]))
            .model_table(unlogged("b", &[])),
        &["ring.a: ", "`a_b_fkey`", "ring.b, which is unlogged"],
        "CREATE TABLE a (b_id integer REFERENCES b)",
    )];
    refused("CREATE UNLOGGED TABLE b (id integer PRIMARY KEY)", cases);
    taken(
        plain()
            .model_table(unlogged("a", &["b", "c"]))
            .model_table(unlogged("b", &[]))
            .model_table(table("c", &[])),
    );
}

/// A table whose generated column `double` refers to `ring.b`.
fn generated(change: impl FnOnce(&mut ForeignKey)) -> Table {
    let mut table = table("a", &[]);
    let mut double = integer("double");
    double.generated = Some(Box::new(Generated {
        kind: GeneratedKind::Stored,
        expression: sql("id * 2"),
    }));
    table.columns.push(double);
    let mut key = key(&["double"], "b", &["id"]);
    change(&mut key);
    add(&mut table, key);
    table
}

#[test]
fn nothing_sets_a_generated_column() {
    let build = |change: fn(&mut ForeignKey)| {
        plain()
            .model_table(generated(change))
            .model_table(table("b", &[]))
    };
    let cases = vec![
        case(
            build(|key| key.on_delete = ReferentialAction::SetNull(Vec::new())),
            &["`on_delete = set_null`", "`double`, which is generated"],
            "CREATE TABLE a (id integer, double integer GENERATED ALWAYS AS (id * 2) STORED REFERENCES b ON DELETE SET NULL)",
        ),
        case(
            build(|key| key.on_delete = ReferentialAction::SetDefault(Vec::new())),
            &["`on_delete = set_default`"],
            "CREATE TABLE a (id integer, double integer GENERATED ALWAYS AS (id * 2) STORED REFERENCES b ON DELETE SET DEFAULT)",
        ),
        case(
            build(|key| key.on_update = ReferentialAction::Cascade),
            &["`on_update = cascade`"],
            "CREATE TABLE a (id integer, double integer GENERATED ALWAYS AS (id * 2) STORED REFERENCES b ON UPDATE CASCADE)",
        ),
        case(
            build(|key| key.on_update = ReferentialAction::SetNull(Vec::new())),
            &["`on_update = set_null`"],
            "CREATE TABLE a (id integer, double integer GENERATED ALWAYS AS (id * 2) STORED REFERENCES b ON UPDATE SET NULL)",
        ),
    ];
    refused("CREATE TABLE b (id integer PRIMARY KEY)", cases);
    let change = |key: &mut ForeignKey| key.on_delete = ReferentialAction::Cascade;
    taken(build(change));
}

#[test]
fn an_action_lists_columns_of_its_key() {
    let build = |change: fn(&mut ForeignKey)| {
        let mut own = table("a", &[]);
        own.columns.push(integer("b"));
        let mut key = key(&["b"], "b", &["id"]);
        change(&mut key);
        add(&mut own, key);
        plain().model_table(own).model_table(table("b", &[]))
    };
    let cases = vec![
        case(
            build(|key| key.on_delete = ReferentialAction::SetNull(identifiers(&["id"]))),
            &["`key` sets `id`", "none of its columns"],
            "CREATE TABLE a (id integer, b integer REFERENCES b ON DELETE SET NULL (id))",
        ),
        case(
            build(|key| key.on_update = ReferentialAction::SetNull(identifiers(&["b"]))),
            &["`on_update`", "only `on_delete`"],
            "CREATE TABLE a (b integer REFERENCES b ON UPDATE SET NULL (b))",
        ),
    ];
    refused_since(15, "CREATE TABLE b (id integer PRIMARY KEY)", cases);
}
