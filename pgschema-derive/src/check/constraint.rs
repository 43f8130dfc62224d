use quote::ToTokens;

use super::scope::{Condition, Scope};
use crate::input::{
    Action, Column, Exclusion, Field, ForeignKey, PrimaryKey, ReferenceOptions, References, Table,
    Unique,
};

impl Scope<'_> {
    /// `primary_key(columns(…))`.
    pub(super) fn primary_key(&self, key: &PrimaryKey) {
        for (field, column) in self.distinct_columns(&key.columns) {
            let path = key
                .columns
                .iter()
                .find(|path| path.to_string() == field.name);
            let span = path.map_or(key.span, |path| path.span());
            self.looked_up(field, column, span, "primary_key");
            if may_be_null(field, column) {
                self.error(
                    span,
                    format!("`{}` can be NULL, and a part of a primary key can't: take the type without `Option`", field.name),
                );
            }
        }
    }

    /// `unique(columns(…))`.
    pub(super) fn unique(&self, unique: &Unique) {
        self.unique_fits_types(unique);
        let include = self.distinct_columns(&unique.include);
        for (field, column) in self
            .distinct_columns(&unique.columns)
            .into_iter()
            .chain(include)
        {
            self.looked_up(field, column, unique.span, "unique");
        }
    }

    /// `references(…)` on a field.
    pub(super) fn field_reference(&self, field: &Field, column: &Column, references: &References) {
        self.reference_options(&references.options, &[(field, column)]);
    }

    /// `foreign_key(…)`.
    pub(super) fn foreign_key(&self, key: &ForeignKey) {
        let columns = self.distinct_columns(&key.columns);
        for (field, column) in &columns {
            self.looked_up(field, column, key.span, "foreign_key");
        }
        let (own, targets) = (key.columns.len(), key.targets.len());
        if own != targets {
            self.error(
                key.span,
                format!(
                    "this foreign key has {} and refers to {}",
                    columns_in_words(own),
                    columns_in_words(targets)
                ),
            );
        }
        if let Some((first, rest)) = key.targets.split_first() {
            let table = first.table.to_string();
            for target in rest
                .iter()
                .filter(|target| target.table.to_string() != table)
            {
                self.context.error_on(
                    target.table.to_token_stream(),
                    format!("a foreign key refers to one table, and this isn't `{table}`"),
                );
            }
        }
        self.reference_options(&key.options, &columns);
    }

    /// What happens to these columns, which refer to others.
    fn reference_options(&self, options: &ReferenceOptions, columns: &[(&Field, &Column)]) {
        for (key, action) in actions(options) {
            self.action(action, key, columns);
        }
    }

    /// What happens when the referenced row is gone or changed.
    fn action(&self, action: &Action, key: &str, columns: &[(&Field, &Column)]) {
        let word = action.word.text;
        for path in &action.columns {
            let name = path.to_string();
            if path.rest.is_empty() && !columns.iter().any(|(field, _)| field.name == name) {
                self.error(
                    path.span(),
                    format!("`{word}` can only change columns of the foreign key, and `{name}` is none of them"),
                );
            }
        }
        if word != "set_null" {
            return;
        }
        let is_listed = |field: &Field| {
            action.columns.is_empty()
                || action
                    .columns
                    .iter()
                    .any(|path| path.to_string() == field.name)
        };
        for (field, column) in columns.iter().filter(|(field, _)| is_listed(field)) {
            if may_be_null(field, column) {
                continue;
            }
            let message = format!(
                "`{key} = set_null` can't work: `{}` is never NULL; make it an `Option`, or take another action",
                field.name
            );
            if column.sql_type.is_some() || column.jsonb.is_some() {
                self.error(action.word.span, message);
            } else {
                // The type may be an alias of an `Option`.
                let condition = Condition::IsNullable(field.rust_type.tokens.clone());
                self.assert(condition, &action.word, message);
            }
        }
    }

    /// The foreign keys of an append-only table, whose rows nothing changes.
    pub(super) fn no_changing_actions(&self, keys: &Table) {
        let of_fields = self
            .fields
            .columns()
            .filter_map(|(_, column)| Some(&column.references.as_ref()?.options));
        let of_struct = keys.foreign_keys.iter().map(|key| &key.options);
        for options in of_fields.chain(of_struct) {
            for (key, action) in actions(options) {
                let word = &action.word;
                let change = match word.text {
                    "no_action" | "restrict" => continue,
                    "cascade" if key == "on_delete" => "delete",
                    _ => "change",
                };
                self.error(
                    word.span,
                    format!(
                        "`{key} = {}` would {change} rows of this table, but it is `append_only`; take `restrict` \
                         or `no_action`",
                        word.text
                    ),
                );
            }
        }
    }

    /// `exclude(…)`.
    pub(super) fn exclusion(&self, exclusion: &Exclusion) {
        for element in &exclusion.elements {
            self.element(&element.element, "exclude");
        }
        if let Some(predicate) = &exclusion.predicate {
            self.expression(predicate, "exclude");
        }
        if let Some(method) = &exclusion.method
            && matches!(method.text, "gin" | "brin" | "hnsw" | "ivfflat")
        {
            self.error(
                method.span,
                format!(
                    "an index by `{}` can't exclude rows; `gist` can",
                    method.text
                ),
            );
        }
    }
}

/// The actions that are written down, each with its key.
fn actions(options: &ReferenceOptions) -> impl Iterator<Item = (&'static str, &Action)> {
    let on_delete = options.on_delete.iter().map(|it| ("on_delete", it));
    let on_update = options.on_update.iter().map(|it| ("on_update", it));
    on_delete.chain(on_update)
}

/// Whether a column is known to allow NULL.
pub(super) fn may_be_null(field: &Field, column: &Column) -> bool {
    field.rust_type.is_option() || column.nullable.is_some()
}

/// A number of columns.
fn columns_in_words(count: usize) -> String {
    if count == 1 {
        "1 column".to_owned()
    } else {
        format!("{count} columns")
    }
}
