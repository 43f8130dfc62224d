use quote::ToTokens;

use super::constraint::may_be_null;
use super::judged::is_allowed;
use super::scope::{Findings, Scope};
use crate::context::Context;
use crate::input::{GroupInput, Table, TableInput};
use crate::names;

/// A table. `is_whole` says that all of its attributes could be read.
pub(crate) fn table(context: &Context, table: &TableInput, is_whole: bool) -> Findings {
    let scope = Scope::new(context, &table.header.ident, &table.fields);
    let keys = &table.keys;
    names::check_schema(context, keys.schema.as_ref());
    match &keys.table {
        Some(name) => names::check(context, &name.value(), name.span()),
        None => names::check(
            context,
            &names::default_name(&table.header.ident),
            table.header.ident.span(),
        ),
    }
    scope.column_names();
    scope.object_names(table);
    for (field, column) in table.fields.columns() {
        scope.column_keys(field, column);
    }
    if is_whole {
        has_columns(&scope, table);
        has_key(&scope, table);
    }
    if let Some(key) = &keys.primary_key {
        scope.primary_key(key);
    }
    tenant_and_owner(&scope, table);
    keys.uniques.iter().for_each(|unique| scope.unique(unique));
    keys.checks
        .iter()
        .for_each(|check| scope.expression(&check.expression, "check"));
    keys.foreign_keys
        .iter()
        .for_each(|key| scope.foreign_key(key));
    keys.exclusions
        .iter()
        .for_each(|exclusion| scope.exclusion(exclusion));
    keys.indexes.iter().for_each(|index| scope.index(index));
    keys.policies.iter().for_each(|policy| scope.policy(policy));
    keys.grants
        .iter()
        .for_each(|grant| scope.grant(grant, keys));
    if keys.append_only.is_some() {
        scope.no_changing_actions(keys);
    }
    autovacuum(&scope, keys);
    scope.touches_nothing(keys);
    scope.partitions(keys);
    scope.key_lengths(keys);
    scope.leaky_indexes(keys);
    scope.judge_types(Some(table));
    scope.allows(&keys.allows);
    scope.into_findings()
}

/// That dead rows are cleared away.
fn autovacuum(scope: &Scope<'_>, keys: &Table) {
    let is_off = |value: &str| {
        let value = value.to_ascii_lowercase();
        matches!(value.as_str(), "false" | "off" | "no" | "0" | "f" | "n")
    };
    for parameter in &keys.storage {
        let is_switch = parameter.name.eq_ignore_ascii_case("autovacuum_enabled");
        if is_switch && is_off(&parameter.value) && !is_allowed(&keys.allows, "autovacuum_off") {
            scope.error(
                parameter.span,
                "without autovacuum dead rows are never cleared away and statistics grow old, until the server vacuums \
                 the table by force, to keep transaction ids from running out; lower \
                 `autovacuum_vacuum_scale_factor` for a table that changes much, or say why not with \
                 `#[pg(allow(autovacuum_off, reason = \"…\"))]`",
            );
        }
    }
}

/// A group of columns.
pub(crate) fn group(context: &Context, group: &GroupInput) -> Findings {
    let scope = Scope::new(context, &group.header.ident, &group.fields);
    scope.column_names();
    for (field, column) in group.fields.columns() {
        scope.column_keys(field, column);
        if let Some(span) = column.primary_key {
            scope.error(
                span,
                "a group of columns has no primary key: put the key into each table",
            );
        }
    }
    scope.judge_types(None);
    if group.fields.columns().next().is_none() && group.fields.groups().next().is_none() {
        context.error_on(&group.header.ident, "no field of this group is a column");
    }
    scope.into_findings()
}

/// A column at least.
fn has_columns(scope: &Scope<'_>, table: &TableInput) {
    if table.fields.columns().next().is_none() && table.fields.groups().next().is_none() {
        scope.context.error_on(
            &table.header.ident,
            "a table has one column at least, and no field here is one",
        );
    }
}

/// One primary key, or none on purpose.
fn has_key(scope: &Scope<'_>, table: &TableInput) {
    let keys = &table.keys;
    let key_fields: Vec<_> = table
        .fields
        .columns()
        .filter_map(|(field, column)| column.primary_key.map(|span| (field, span)))
        .collect();
    if let [_, (_, second), ..] = key_fields.as_slice() {
        let names: Vec<String> = key_fields
            .iter()
            .map(|(field, _)| field.ident.to_string())
            .collect();
        scope.error(
            *second,
            format!(
                "a table has one primary key; a key of several columns is written on the struct: \
                 `#[pg(primary_key(columns({})))]`",
                names.join(", ")
            ),
        );
    }
    let on_field = key_fields.first().map(|(_, span)| *span);
    let on_struct = keys.primary_key.as_ref().map(|key| key.span);
    match (on_struct, on_field, keys.no_primary_key) {
        (_, None, None) if on_struct.is_none() && has_column(table) => scope.context.error_on(
            &table.header.ident,
            format!(
                "`{}` has no primary key: put `#[pg(primary_key)]` on a field, \
                 `#[pg(primary_key(columns(…)))]` on the struct, or `#[pg(no_primary_key)]` if it is to have none",
                table.header.ident.to_token_stream()
            ),
        ),
        (Some(on_struct), Some(_), _) => {
            scope.error(on_struct, "a table has one primary key, and there is one on a field already");
        }
        (Some(span), None, Some(_)) | (None, Some(span), Some(_)) => {
            scope.error(span, "there is a primary key here, and `no_primary_key` says that there is none");
        }
        _ => {}
    }
}

/// Whether some field is a column or a group of them.
fn has_column(table: &TableInput) -> bool {
    table.fields.columns().next().is_some() || table.fields.groups().next().is_some()
}

/// The columns that say whose a row is.
fn tenant_and_owner(scope: &Scope<'_>, table: &TableInput) {
    if let Some(tenant) = &table.keys.tenant
        && let Some((field, column)) = scope.column(tenant)
        && may_be_null(field, column)
    {
        scope.error(
            tenant.span(),
            format!(
                "`{}` can be NULL, and a row without a tenant would belong to nobody: take the type without `Option`",
                field.name
            ),
        );
    }
    for (path, place) in [(&table.keys.tenant, "tenant"), (&table.keys.owner, "owner")] {
        if let Some(path) = path
            && let Some((field, column)) = scope.find(path)
            && column.encrypted.is_some()
        {
            scope.no_encrypted(field, path.span(), place);
        }
    }
    if let Some(owner) = &table.keys.owner {
        scope.column(owner);
    }
}
