use proc_macro2::Span;
use quote::{ToTokens, quote_spanned};

use super::judged::is_allowed;
use super::scope::{Condition, Scope};
use crate::input::{Column, DefaultValue, Field, Index, Table, TypeOf, Unique};

/// The functions of `default = name()` that give a moment.
const MOMENTS: [&str; 6] = [
    "now",
    "clock_timestamp",
    "statement_timestamp",
    "transaction_timestamp",
    "current_date",
    "localtimestamp",
];

impl Scope<'_> {
    /// What keys of a column ask of its type, which only rustc knows.
    pub(super) fn keys_fit_type(&self, field: &Field, column: &Column) {
        let name = &field.name;
        if let Some(identity) = &column.identity {
            let message = format!(
                "`{name}` can't be an identity column: PostgreSQL numbers columns of `smallint`, `integer` and \
                 `bigint`, and no domain over them (22023); take `i64`"
            );
            self.fits("can_be_identity", field, column, at(identity.span), message);
        }
        if let Some(span) = column.touch {
            let message = format!(
                "`touch` sets the column to the time of each UPDATE, and the type of `{name}` holds no time: take a \
                 type of `timestamptz`, or drop `touch`"
            );
            self.fits("is_moment", field, column, at(span), message);
        }
        if let Some(DefaultValue::Call(function)) = &column.default
            && MOMENTS.iter().any(|moment| function == moment)
        {
            let message = format!(
                "`{function}()` is a moment, and the type of `{name}` holds none: take a type of `timestamptz`, or \
                 give the default as SQL, with its cast: `default = \"{function}()::text\"`"
            );
            self.fits("is_moment", field, column, function, message);
        }
        if let Some(collation) = &column.collate {
            let message =
                format!("only text has a collation, and `{name}` is none (42804): drop `collate`");
            self.fits("has_collation", field, column, collation, message);
        }
        if let Some(word) = column.storage.as_ref().filter(|word| word.text != "plain") {
            let message = format!(
                "values of `{name}` all are short and kept in the row, so PostgreSQL takes no storage but `plain` \
                 for them (0A000): drop `storage`"
            );
            self.fits("can_be_moved", field, column, word, message);
        }
        if let Some(word) = &column.compression {
            let message = format!(
                "values of `{name}` all are short, so PostgreSQL compresses none of them (0A000): drop `compression`"
            );
            self.fits("can_be_moved", field, column, word, message);
        }
        if let Some((_, span)) = column.precision {
            let message = format!(
                "`precision` is the number of digits of a `numeric`, and `{name}` is none: take a decimal, or drop it"
            );
            self.fits("takes_precision", field, column, at(span), message);
        }
        if let Some((_, span)) = column.dimensions {
            let message =
                format!("`dimensions` is the length of a `vector`, and `{name}` is none: drop it");
            self.fits("takes_dimensions", field, column, at(span), message);
        }
        if let Some(unique) = &column.unique {
            self.can_be_unique(field, column, unique.span);
        }
    }

    /// The columns of a UNIQUE constraint.
    pub(super) fn unique_fits_types(&self, unique: &Unique) {
        for path in &unique.columns {
            if let Some((field, column)) = self.find(path) {
                self.can_be_unique(field, column, path.span());
            }
        }
    }

    /// That values of a column can be compared, which keeps them unique.
    pub(super) fn can_be_unique(&self, field: &Field, column: &Column, span: Span) {
        // Of `json` the rule about it says more, where it is judged.
        let is_judged = column.sql_type.is_none() && !is_allowed(&column.allows, "json_column");
        let function = if !is_judged {
            "can_be_compared"
        } else {
            "can_be_compared_or_is_json"
        };
        let message = format!(
            "values of `{}` can't be kept unique: their type has no operator class for `btree` (42704); take `jsonb` \
             for `json`, or make a part of the value a generated column and that one unique",
            field.name
        );
        self.fits(function, field, column, at(span), message);
    }

    /// That nothing is to be set at an UPDATE of rows that have none.
    pub(super) fn touches_nothing(&self, keys: &Table) {
        if keys.append_only.is_none() {
            return;
        }
        for span in self.fields.columns().filter_map(|(_, column)| column.touch) {
            self.error(
                span,
                "`touch` sets the time of an UPDATE, and the rows of an `append_only` table have none: write \
                 `default = now()` for the time when the row came",
            );
        }
        for group in self.fields.groups() {
            let message = format!(
                "in `{}` of `{}`: a column of the group has `touch`, which sets the time of an UPDATE, and the rows \
                 of an `append_only` table have none; flatten a group without it",
                group.name, self.ident
            );
            let condition = Condition::NothingTouched(group.rust_type.tokens.clone());
            self.assert(condition, &group.rust_type.written, message);
        }
    }

    /// The limits that PostgreSQL sets to the columns of keys and indexes.
    pub(super) fn key_lengths(&self, keys: &Table) {
        let tenant = usize::from(keys.tenant.is_some());
        let of_index = |index: &Index| {
            let tenant = if index.across_tenants { 0 } else { tenant };
            (
                "index",
                index.elements.len() + index.include.len() + tenant,
                index.span,
            )
        };
        let of_unique = |it: &Unique| {
            (
                "unique",
                it.columns.len() + it.include.len() + tenant,
                it.span,
            )
        };
        let of_primary = keys
            .primary_key
            .iter()
            .map(|it| ("primary_key", it.columns.len() + tenant, it.span));
        let all = keys.indexes.iter().map(of_index);
        for (key, count, span) in all
            .chain(keys.uniques.iter().map(of_unique))
            .chain(of_primary)
        {
            // The tenant may be one of them already.
            if count.saturating_sub(tenant) > 32 {
                let count = count - tenant;
                let message = format!(
                    "this `{key}` has {count} columns, and an index of PostgreSQL has 32 at most (54011): leave out \
                     those that no query looks for"
                );
                self.error(span, message);
            }
        }
    }

    /// That a function of the library holds for the type of a column.
    fn fits(
        &self,
        function: &'static str,
        field: &Field,
        column: &Column,
        at: impl ToTokens,
        message: String,
    ) {
        let condition = Condition::Fits(function, TypeOf::new(field, column));
        self.assert(condition, at, message);
    }
}

/// A token at a place.
fn at(span: Span) -> proc_macro2::TokenStream {
    quote_spanned!(span=> _)
}
