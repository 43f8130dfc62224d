use pgschema_syntax::encrypted;
use proc_macro2::Span;
use syn::LitStr;

use super::scope::{Condition, Scope};
use crate::input::{Column, Field, TypeOf};
use crate::names;

impl Scope<'_> {
    /// `encrypted`: what is sealed is a `bytea`, and the columns beside it have names of their own.
    pub(super) fn encrypted(&self, field: &Field, column: &Column) {
        let Some(key) = &column.encrypted else {
            return;
        };
        let message = format!(
            "`{}` holds what the application has sealed, which is a `bytea`: take `Vec<u8>`, or `Option<Vec<u8>>` if \
             there can be none",
            field.name
        );
        let is_named = column.sql_type.is_some() || column.jsonb.is_some();
        if !is_named {
            let condition = Condition::Fits("is_bytea", TypeOf::new(field, column));
            self.assert(condition, &field.rust_type.written, message);
        }
        let span = column
            .name
            .as_ref()
            .map_or_else(|| field.ident.span(), LitStr::span);
        let mut made = vec![encrypted::key_id(&column.sql_name)];
        if key.blind_index {
            made.push(encrypted::blind_index(&column.sql_name));
        }
        for name in made {
            names::check_column(self.context, &name, span);
            if self.sql_names().contains(&name.as_str()) {
                self.error(
                    key.span,
                    format!("`encrypted` makes a column `{name}`, and there is a field of that name: drop it, or rename one of them"),
                );
            }
        }
    }

    /// Reports an encrypted column where its value would be looked at.
    pub(super) fn no_encrypted(&self, field: &Field, span: Span, place: &str) {
        self.error(
            span,
            format!(
                "`{}` is encrypted: the same value is sealed into other bytes each time, so `{place}` can't have it; \
                 `encrypted(blind_index)` finds rows by the value, and `encrypted(unique)` keeps it unique",
                field.name
            ),
        );
    }
}
