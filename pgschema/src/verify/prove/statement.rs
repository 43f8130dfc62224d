//! The SQL of a proof: all names and values are written by the builders.

use crate::model::Table;
use crate::sql::{DataType, Identifier, QualifiedName, TextLiteral, ToSql};

/// A value as the server writes it; nothing for NULL.
pub(super) type Value = Option<String>;

/// Columns and what is written for them; or why there is nothing to write.
pub(super) type NewRow<'t> = Result<Vec<(&'t Identifier, String)>, String>;

/// `'text'`, whatever the text is.
pub(super) fn text(text: &str) -> String {
    // A server gives no text with a zero byte, and no candidate has one.
    TextLiteral::new(text.replace('\0', "")).map_or_else(|_| "NULL".to_owned(), |it| it.to_sql())
}

/// `'text'::type`.
pub(super) fn value(value: &Value, data_type: &DataType) -> String {
    match value {
        Some(value) => format!("{}::{}", text(value), data_type.to_sql()),
        None => format!("NULL::{}", data_type.to_sql()),
    }
}

pub(super) fn bind(setting: &str, value: &str) -> String {
    format!(
        "SELECT pg_catalog.set_config({}, {}, true);",
        text(setting),
        text(value)
    )
}

pub(super) fn set_role(role: &str) -> String {
    match Identifier::new(role) {
        Ok(role) => format!("SET LOCAL ROLE {};", role.to_sql()),
        // It couldn't be made either.
        Err(_) => "SET LOCAL ROLE NONE;".to_owned(),
    }
}

/// `(a, b)`.
pub(super) fn names<'a>(names: impl IntoIterator<Item = &'a Identifier>) -> String {
    let names: Vec<String> = names.into_iter().map(ToSql::to_sql).collect();
    names.join(", ")
}

/// The columns and values of an INSERT.
pub(super) fn insert(table: &Table, values: &[(&Identifier, String)]) -> String {
    insert_into(&table.name, values)
}

/// The same, through another name than the table's own.
pub(super) fn insert_into(name: &QualifiedName, values: &[(&Identifier, String)]) -> String {
    let name = name.to_sql();
    if values.is_empty() {
        return format!("INSERT INTO {name} DEFAULT VALUES");
    }
    let columns = names(values.iter().map(|(name, _)| *name));
    let values: Vec<&str> = values.iter().map(|(_, value)| value.as_str()).collect();
    format!(
        "INSERT INTO {name} ({columns}) VALUES ({})",
        values.join(", ")
    )
}

/// Tables as the queries of the catalog name them: `schema.name`, without quotes.
pub(super) fn in_catalog<'t>(tables: impl IntoIterator<Item = &'t Table>) -> Vec<String> {
    let names = tables.into_iter().map(|it| &it.name);
    let names = names.map(|it| format!("{}.{}", it.schema().as_str(), it.name().as_str()));
    names.collect()
}
