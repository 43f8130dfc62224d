use proc_macro2::TokenStream;
use quote::ToTokens;

use super::scope::Scope;
use crate::input::{Allow, Column, ColumnPath, Field, Fields, Table, TableInput, TypeOf};

/// A column whose type is judged when constants are evaluated.
pub(crate) struct Judged {
    /// The name of the field.
    pub(crate) field: String,
    /// The type.
    pub(crate) data_type: TypeOf,
    /// Whether it alone tells the rows of its table, or of its tenant, apart.
    pub(crate) is_key: bool,
    /// The rules about it that are switched off.
    pub(crate) allows: Vec<Allow>,
    /// Those about keys that its table switches off.
    pub(crate) of_table: Vec<Allow>,
    /// The tokens of the type.
    pub(crate) at: TokenStream,
}

impl Scope<'_> {
    /// Leaves the types of all columns to rustc. The keys of the table, if it is one, say which
    /// column is its primary key.
    pub(super) fn judge_types(&self, table: Option<&TableInput>) {
        let key = table.and_then(|table| key_column(&table.fields, &table.keys));
        let of_table: &[Allow] = table.map_or(&[], |table| &table.keys.allows);
        for (field, column) in self.fields.columns() {
            if column.jsonb.is_some() {
                continue;
            }
            let at = match &column.sql_type {
                Some(literal) => literal.to_token_stream(),
                None => field.rust_type.written.to_token_stream(),
            };
            let is_key = key.as_deref() == Some(field.name.as_str()) && column.references.is_none();
            if column.sql_type.is_some() && !is_key {
                // Who names the type in SQL has seen it; what is unwise about it the lint says.
                self.name_type(&field.name);
                continue;
            }
            self.judge(Judged {
                field: field.name.clone(),
                data_type: TypeOf::new(field, column),
                is_key,
                allows: column.allows.clone(),
                of_table: of_table.to_vec(),
                at,
            });
        }
    }
}

/// The column that has to have a value of its own in each row, or in each row of a tenant. The
/// columns of a longer key only do so together, and one that refers to another table has no more
/// values than that.
fn key_column(fields: &Fields, keys: &Table) -> Option<String> {
    let on_field = fields
        .columns()
        .find(|(_, column)| column.primary_key.is_some())
        .map(|(field, _)| field.name.clone());
    let tenant = keys.tenant.as_ref().map(ToString::to_string);
    let name = on_field.or_else(|| {
        let columns = &keys.primary_key.as_ref()?.columns;
        let mut names = columns
            .iter()
            .map(ColumnPath::to_string)
            .filter(|name| columns.len() == 1 || Some(name) != tenant.as_ref());
        match (names.next(), names.next()) {
            (Some(name), None) => Some(name),
            _ => None,
        }
    })?;
    let refers = |path: &ColumnPath| path.to_string() == name;
    let is_referring = keys
        .foreign_keys
        .iter()
        .any(|key| key.columns.iter().any(refers));
    (!is_referring).then_some(name)
}

/// Whether one of the rules is allowed by an attribute.
pub(super) fn is_allowed(allows: &[Allow], rule: &str) -> bool {
    allows.iter().any(|allow| allow.rule == rule)
}

impl TypeOf {
    /// The type of a column.
    pub(super) fn new(field: &Field, column: &Column) -> Self {
        match &column.sql_type {
            _ if column.jsonb.is_some() => Self::Jsonb,
            Some(literal) => Self::Sql(literal.clone()),
            None => Self::Rust {
                tokens: field.rust_type.tokens.clone(),
                written: field.rust_type.written.to_token_stream(),
                word: field.rust_type.word(),
            },
        }
    }
}
