//! The tables as pgschema makes them: with the builders of statements, and as a model.

use pgschema::define::{Match, SortOrder};
use pgschema::model::{Column, Constraint, Index, RowSecurity, Table};
use pgschema::sql::{
    ColumnDefinition, ConstraintKind, CreateIndex, CreateTable, DataType, Expr, ForeignKey,
    Function, Identifier, IndexElement, Literal, QualifiedName, ReferentialAction, TableConstraint,
    TextLiteral, ToSql, Writer,
};
use pgschema::{BuiltinType, Database};

/// The names of the tables, the same for both libraries.
pub(crate) fn names(count: usize) -> Vec<String> {
    (0..count)
        .map(|number| format!("table_{number:05}"))
        .collect()
}

/// Makes the builders and writes them, as an application would that uses nothing but them.
pub(crate) fn builders(names: &[String]) -> String {
    let mut out = Writer::with_capacity(1024 * names.len());
    for name in names {
        let table = QualifiedName::new("app", name).unwrap();
        let key = ConstraintKind::PrimaryKey {
            columns: vec![identifier("id")],
        };
        CreateTable::new(table.clone())
            .if_not_exists()
            .columns(columns(definition))
            .constraint(TableConstraint::new(
                identifier(&format!("{name}_pkey")),
                key,
            ))
            .write(&mut out);
        for (name, elements) in indexes(name) {
            let index = CreateIndex::new(name, table.clone()).if_not_exists();
            index.elements(elements).write(&mut out);
        }
    }
    out.into_string()
}

/// The same tables in a database without a profile.
pub(crate) fn plain(names: &[String]) -> Database {
    let tables = names.iter().map(|name| table("app", name));
    tables
        .fold(Database::builder().schema("app"), |it, table| {
            it.model_table(table)
        })
        .build()
        .unwrap()
}

/// The same tables in a hardened database: each belongs to tenants and refers to the one before.
pub(crate) fn hardened(names: &[String]) -> Database {
    hardened_with(names, |_| {})
}

/// The same, with all that rules ask for.
pub(crate) fn clean(names: &[String]) -> Database {
    let check = |table: &mut Table, name: &str, condition: &str| {
        let name = identifier(&format!("{}_{name}", table.name.name().as_str()));
        let condition = ConstraintKind::Check(Expr::sql(condition).unwrap());
        table.constraints.push(Constraint::new(name, condition));
    };
    hardened_with(names, |table| {
        table.comment = Some(TextLiteral::new("One of many.").unwrap());
        check(table, "title_check", "octet_length(title) <= 200");
        check(table, "body_check", "octet_length(body) <= 65536");
        check(table, "status_check", "status IN ('draft', 'sent')");
        check(table, "total_cents_check", "total_cents >= 0");
        check(
            table,
            "attributes_check",
            "jsonb_typeof(attributes) = 'object'",
        );
        let [by_owner, _] = table.indexes.as_mut_slice() else {
            return;
        };
        by_owner
            .elements
            .insert(0, IndexElement::column(identifier("tenant_id")));
        for index in &mut table.indexes {
            let deleted_at = Expr::Column(identifier("deleted_at"));
            index.predicate = Some(Expr::IsNull(Box::new(deleted_at)));
        }
    })
}

fn hardened_with(names: &[String], change: impl Fn(&mut Table)) -> Database {
    let mut builder = Database::builder().hardened("app");
    for (position, name) in names.iter().enumerate() {
        let mut table = table("app", name);
        table.tenant = Some(identifier("tenant_id"));
        table.row_security = RowSecurity::Forced;
        let key = [identifier("tenant_id"), identifier("id")];
        table.constraints[0].kind = ConstraintKind::PrimaryKey {
            columns: key.to_vec(),
        };
        if let Some(before) = position.checked_sub(1) {
            let reference = ForeignKey {
                columns: vec![identifier("tenant_id"), identifier("owner_id")],
                references: QualifiedName::new("app", &names[before]).unwrap(),
                referenced_columns: key.to_vec(),
                match_type: Match::Simple,
                on_delete: ReferentialAction::Restrict,
                on_update: ReferentialAction::NoAction,
            };
            let name = identifier(&format!("{name}_owner_id_fkey"));
            table.constraints.push(Constraint::new(
                name,
                ConstraintKind::ForeignKey(Box::new(reference)),
            ));
        }
        change(&mut table);
        builder = builder.model_table(table);
    }
    builder.build().unwrap()
}

fn table(schema: &str, name: &str) -> Table {
    let mut table = Table::new(QualifiedName::new(schema, name).unwrap());
    table.columns = columns(model_column).into();
    let key = ConstraintKind::PrimaryKey {
        columns: vec![identifier("id")],
    };
    table.constraints = vec![Constraint::new(identifier(&format!("{name}_pkey")), key)];
    table.indexes = indexes(name)
        .into_iter()
        .map(|(name, elements)| Index::new(name, elements))
        .collect();
    table
}

fn model_column(
    name: Identifier,
    data_type: BuiltinType,
    nullable: bool,
    default: Option<Expr>,
) -> Column {
    let mut column = Column::new(name, DataType::Builtin(data_type));
    column.nullable = nullable;
    column.default = default;
    column
}

fn definition(
    name: Identifier,
    data_type: BuiltinType,
    nullable: bool,
    default: Option<Expr>,
) -> ColumnDefinition {
    let mut definition = ColumnDefinition::new(name, DataType::Builtin(data_type));
    if !nullable {
        definition = definition.not_null();
    }
    match default {
        Some(default) => definition.default(default),
        None => definition,
    }
}

fn columns<C>(make: impl Fn(Identifier, BuiltinType, bool, Option<Expr>) -> C) -> [C; 12] {
    let uuid = Expr::Call {
        function: Function::UuidV7,
        arguments: Vec::new(),
    };
    let now = Expr::Call {
        function: Function::Builtin(identifier("now")),
        arguments: Vec::new(),
    };
    let literal = |literal| Some(Expr::Literal(literal));
    [
        make(identifier("id"), BuiltinType::Uuid, false, Some(uuid)),
        make(identifier("tenant_id"), BuiltinType::Uuid, false, None),
        make(identifier("owner_id"), BuiltinType::Uuid, false, None),
        make(identifier("title"), BuiltinType::Text, false, None),
        make(identifier("body"), BuiltinType::Text, true, None),
        make(
            identifier("status"),
            BuiltinType::Text,
            false,
            literal(Literal::text("draft").unwrap()),
        ),
        make(
            identifier("total_cents"),
            BuiltinType::Bigint,
            false,
            literal(Literal::from(0)),
        ),
        make(
            identifier("quantity"),
            BuiltinType::Integer,
            false,
            literal(Literal::from(1)),
        ),
        make(
            identifier("active"),
            BuiltinType::Boolean,
            false,
            literal(Literal::from(true)),
        ),
        make(identifier("attributes"), BuiltinType::Jsonb, false, None),
        make(
            identifier("created_at"),
            BuiltinType::TimestampTz,
            false,
            Some(now),
        ),
        make(
            identifier("deleted_at"),
            BuiltinType::TimestampTz,
            true,
            None,
        ),
    ]
}

fn indexes(table: &str) -> [(Identifier, Vec<IndexElement>); 2] {
    let newest = IndexElement::column(identifier("created_at")).order(SortOrder::Desc);
    [
        (
            identifier(&format!("{table}_owner_id_idx")),
            vec![IndexElement::column(identifier("owner_id"))],
        ),
        (
            identifier(&format!("{table}_tenant_id_created_at_idx")),
            vec![IndexElement::column(identifier("tenant_id")), newest],
        ),
    ]
}

fn identifier(name: &str) -> Identifier {
    Identifier::new(name).unwrap()
}
