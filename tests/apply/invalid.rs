//! A database that can't be is one error with every problem, and never a panic.

use pgschema::define::{ColumnDef, ColumnEntry, GroupDef, TableDef, TypeDef, UniqueDef};
use pgschema::model::{Column, Index, Policy, Role, TableGrant, TableKind, View};
use pgschema::sql::{
    ConstraintKind, Expr, GrantedPrivilege, Identifier, IndexElement, QualifiedName,
    ReferentialAction, RoleName, StatementText,
};
use pgschema::{BuiltinType, Database, DatabaseBuilder, InvalidDatabase, Table, define};

use crate::everything;
use crate::order::table;

fn identifier(name: &str) -> Identifier {
    Identifier::new(name).unwrap()
}

fn plain() -> DatabaseBuilder {
    Database::builder().schema("ring")
}

/// Builds what can't be, and checks that each text is in the message.
#[track_caller]
fn refused(builder: DatabaseBuilder, texts: &[&str]) -> InvalidDatabase {
    let invalid = builder.build().unwrap_err();
    let message = invalid.to_string();
    for text in texts {
        assert!(message.contains(text), "{text:?} is not in: {message}");
    }
    invalid
}

#[test]
fn two_tables_of_one_name() {
    let builder = plain()
        .model_table(table("a", &[]))
        .model_table(table("a", &[]));
    refused(builder, &["ring.a", "the table ring.a is there twice"]);
    // Also where one is a struct, or where the other is a view.
    let egg = plain()
        .schema("ring")
        .table::<everything::Egg>()
        .table::<everything::Hen>();
    let eggs = table("eggs", &[]);
    refused(egg.model_table(eggs), &["the table ring.eggs"]);
    let name = QualifiedName::new("ring", "a").unwrap();
    let mut view = View::new(name, StatementText::new("SELECT 1").unwrap());
    view.security_invoker = false;
    let builder = plain().model_table(table("a", &[])).view(view);
    refused(
        builder,
        &["the table ring.a", "the view ring.a", "the same name"],
    );
}

#[test]
fn one_struct_twice() {
    let builder = plain()
        .table::<everything::Egg>()
        .table::<everything::Hen>()
        .table::<everything::Egg>();
    refused(builder, &["eggs", "register one of them"]);
}

#[test]
fn a_foreign_key_to_a_table_that_is_not_there() {
    let builder = plain().model_table(table("a", &["b"]));
    let invalid = refused(
        builder,
        &["ring.a", "`a_b_fkey`", "ring.b", "`.model_table(…)`"],
    );
    assert_eq!(invalid.problems().len(), 1);
    // A struct's own place is named.
    let builder = plain().table::<everything::Egg>();
    let texts = ["everything.rs:", "`.table::<apply::everything::Hen>()`"];
    refused(builder, &texts);
}

#[test]
fn a_column_that_is_not_there() {
    let mut broken = table("a", &[]);
    let column = |name| Expr::Column(identifier(name));
    broken.constraints.push(pgschema::model::Constraint::new(
        identifier("a_check"),
        ConstraintKind::Check(column("checked")),
    ));
    let elements = vec![IndexElement::column(identifier("idd"))];
    broken
        .indexes
        .push(Index::new(identifier("a_idx"), elements));
    broken.tenant = Some(identifier("tenant_id"));
    let texts = [
        "`checked`",
        "`idd`; did you mean `id`?",
        "`tenant_id`",
        "`.hardened(\"…\")`",
    ];
    let invalid = refused(plain().model_table(broken), &texts);
    assert_eq!(invalid.problems().len(), 4);
}

#[test]
fn a_role_that_is_not_declared() {
    let mut broken = table("a", &[]);
    broken.grants.push(TableGrant {
        role: RoleName::Named(identifier("suport")),
        privileges: vec![GrantedPrivilege::from(define::Privilege::Select)],
    });
    broken.policies.push(Policy {
        name: identifier("p"),
        kind: define::PolicyKind::Permissive,
        command: define::Command::All,
        roles: vec![RoleName::Named(identifier("nobody_knows"))],
        using: None,
        with_check: None,
    });
    let builder = plain()
        .role(Role::new(identifier("support")))
        .model_table(broken);
    refused(
        builder,
        &["`suport`", "did you mean `support`?", "`nobody_knows`"],
    );
}

/// A column as a definition that was written by hand, which no derive has looked at.
const fn limited(name: &'static str, data_type: TypeDef) -> ColumnEntry {
    ColumnEntry::Column(ColumnDef {
        field: name,
        name,
        data_type,
        max_len: Some(20),
        ..ColumnDef::EMPTY
    })
}

struct Limited;

impl Table for Limited {
    const TABLE: &'static TableDef = &TableDef {
        rust: "Limited",
        name: "limited",
        columns: &[
            limited("pages", TypeDef::Builtin(BuiltinType::Bigint)),
            limited("tags", TypeDef::Array(&TypeDef::Builtin(BuiltinType::Text))),
            limited("hash", TypeDef::Sql("bytea")),
            limited("title", TypeDef::Sql("citext")),
            limited("code", TypeDef::Builtin(BuiltinType::Char(None))),
        ],
        ..TableDef::EMPTY
    };
    type Columns = ();
    fn columns() {}
}

#[test]
fn a_limit_on_the_characters_of_what_is_no_text() {
    let texts = [
        "ring.limited.pages",
        "`max_len` has no meaning for a column of type bigint",
        "of type text[]",
        "of type bytea",
        "as a `check`",
    ];
    let invalid = refused(plain().table::<Limited>(), &texts);
    assert_eq!(invalid.problems().len(), 3);
}

#[test]
fn an_immutable_column_that_can_be_changed() {
    let grant = |role: &str, columns: &[&str]| TableGrant {
        role: RoleName::Named(identifier(role)),
        privileges: vec![GrantedPrivilege {
            privilege: define::Privilege::Update,
            columns: columns.iter().map(|column| identifier(column)).collect(),
        }],
    };
    let mut kept = table("a", &["b"]);
    kept.columns[0].immutable = true;
    let changed = kept.columns[1].name.clone();
    refused(
        plain()
            .model_table(kept.clone())
            .model_table(table("b", &[])),
        &["ring.a.id: `immutable` needs", "`.hardened(\"…\")`"],
    );
    kept.row_security = pgschema::model::RowSecurity::Forced;
    kept.grants = vec![
        grant("ring_runtime", &[]),
        grant("ring_readonly", &["id"]),
        grant("ring_migrator", &[changed.as_str()]),
    ];
    let mut other = table("b", &[]);
    other.row_security = pgschema::model::RowSecurity::Forced;
    let builder = Database::builder().hardened("ring");
    let invalid = refused(
        builder.model_table(kept).model_table(other),
        &[
            "ring.a.id: the column is immutable",
            "ring_runtime is granted UPDATE",
            "ring_readonly is granted UPDATE",
        ],
    );
    assert_eq!(invalid.problems().len(), 2, "{invalid}");
}

type Hashes = Vec<[u8; 32]>;

#[derive(Table)]
#[pg(table = "hashed")]
struct Hashed {
    #[pg(primary_key)]
    id: i64,
    hashes: Hashes,
}

#[test]
fn elements_with_a_length_behind_an_alias() {
    let texts = [
        "ring.hashed.hashes",
        "invalid.rs:",
        "make the element a domain",
    ];
    refused(plain().table::<Hashed>(), &texts);
}

struct Stamped;

impl Table for Stamped {
    const TABLE: &'static TableDef = &TableDef {
        rust: "Stamped",
        name: "stamped",
        columns: &[ColumnEntry::Group(
            "stamps",
            &GroupDef {
                file: "",
                rust: "Stamps",
                columns: &[ColumnEntry::Column(ColumnDef {
                    field: "created_at",
                    name: "created_at",
                    data_type: TypeDef::Builtin(BuiltinType::Timestamp),
                    ..ColumnDef::EMPTY
                })],
            },
        )],
        uniques: &[UniqueDef {
            columns: &["created_at"],
            ..UniqueDef::EMPTY
        }],
        ..TableDef::EMPTY
    };
    type Columns = ();
    fn columns() {}
}

#[test]
fn a_column_of_a_group_without_its_path() {
    let text = "`created_at`; did you mean `stamps.created_at`?";
    refused(plain().table::<Stamped>(), &["ring.stamped", text]);
}

#[test]
fn an_append_only_table_that_a_foreign_key_changes() {
    let mut events = table("events", &["users"]);
    events.kind = TableKind::AppendOnly;
    for constraint in &mut events.constraints {
        if let ConstraintKind::ForeignKey(key) = &mut constraint.kind {
            key.on_delete = ReferentialAction::SetNull(Vec::new());
            key.on_update = ReferentialAction::Cascade;
        }
    }
    let mut kept = events.clone();
    let users = table("users", &[]);
    let texts = [
        "ring.events",
        "`on_delete = set_null`",
        "`on_update = cascade`",
        "take `restrict`",
    ];
    let builder = plain().model_table(users.clone()).model_table(events);
    let invalid = refused(builder, &texts);
    assert_eq!(invalid.problems().len(), 2);
    // What is no append-only table may.
    kept.kind = TableKind::Ordinary;
    plain()
        .model_table(users)
        .model_table(kept)
        .build()
        .unwrap();
}

#[test]
fn names_that_two_relations_share() {
    let mut first = table("a", &[]);
    let elements = || vec![IndexElement::column(identifier("id"))];
    first.indexes.push(Index::new(identifier("b"), elements()));
    first
        .indexes
        .push(Index::new(identifier("b_pkey"), elements()));
    let builder = plain().model_table(first).model_table(table("b", &[]));
    refused(
        builder,
        &["the index b of ring.a", "the index b_pkey of ring.a"],
    );
}

#[test]
fn a_table_without_columns_or_with_one_twice() {
    let mut nothing = table("a", &[]);
    nothing.columns.clear();
    nothing.constraints.clear();
    let mut twice = table("b", &[]);
    twice
        .columns
        .push(Column::new(identifier("id"), BuiltinType::Text.into()));
    let builder = plain().model_table(nothing).model_table(twice);
    refused(
        builder,
        &[
            "ring.a: the table has no columns",
            "the column id is there twice",
        ],
    );
}

#[test]
fn a_hardened_table_without_row_level_security() {
    let builder = Database::builder()
        .hardened("ring")
        .model_table(table("a", &[]));
    refused(builder, &["ring.a: the table has no row-level security"]);
}

#[test]
fn a_hardened_database_in_the_schema_of_everybody() {
    let builder = Database::builder().hardened("public");
    refused(builder, &["the schema `public`", "name one of its own"]);
    let mut table = table("a", &[]);
    table.name = QualifiedName::new("public", "a").unwrap();
    table.row_security = pgschema::model::RowSecurity::Forced;
    let builder = Database::builder().hardened("app").model_table(table);
    refused(builder, &["the schema `public`"]);
}

#[test]
fn a_view_and_a_trigger_of_nothing() {
    let trigger = pgschema::model::Trigger {
        name: identifier("t"),
        timing: pgschema::sql::TriggerTiming::Before,
        events: vec![pgschema::sql::TriggerEvent::Delete],
        for_each_row: true,
        when: None,
        function: QualifiedName::new("ring", "f").unwrap(),
        arguments: Vec::new(),
    };
    let builder = plain().trigger(QualifiedName::new("ring", "missing").unwrap(), trigger);
    refused(
        builder,
        &["the trigger `t`", "there is no table ring.missing"],
    );
}

#[test]
fn a_schema_or_a_prefix_that_is_too_long() {
    let long = "x".repeat(60);
    refused(Database::builder().hardened(long), &["the profile", "63"]);
    refused(
        Database::builder().schema("x".repeat(64)),
        &["the schema", "64 bytes"],
    );
    refused(Database::builder().schema(""), &["the schema", "empty"]);
}

#[test]
fn several_problems_come_at_once_each_in_a_line() {
    let builder = plain()
        .model_table(table("a", &["missing", "b"]))
        .model_table(table("b", &["lost"]))
        .model_table(table("b", &[]))
        .extension("");
    let texts = [
        "ring.missing",
        "ring.lost",
        "ring.b is there twice",
        "a name is empty",
    ];
    let invalid = refused(builder, &texts);
    let message = invalid.to_string();
    assert_eq!(message.lines().count(), invalid.problems().len() + 1);
    assert!(message.starts_with(&format!("{} problems:\n- ", invalid.problems().len())));
    // `fn main() -> Result<(), InvalidDatabase>` shows what `Debug` writes.
    assert_eq!(format!("{invalid:?}"), message);
    assert_eq!(format!("{invalid:#?}"), message);
}
