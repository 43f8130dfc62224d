use pgschema_syntax::check::may_be_text;
use pgschema_syntax::money::is_money;
use proc_macro2::Span;

use super::scope::{Condition, Scope};
use super::sql::{check_default, check_type};
use crate::input::{Column, Field, TypeOf};
use crate::names;

/// Keys that exclude each other, and why.
const EXCLUSIVE: &[(&str, &str, &str)] = &[
    ("default", "generated", "a generated column has no default"),
    (
        "default",
        "identity",
        "the value of an identity column comes from its sequence",
    ),
    ("default", "no_default", "there is one or there is none"),
    (
        "generated",
        "identity",
        "a column gets its value in one way",
    ),
    (
        "generated",
        "no_default",
        "a generated column has no default anyway",
    ),
    (
        "identity",
        "no_default",
        "an identity column has no other default anyway",
    ),
    ("touch", "generated", "a generated column can't be set"),
    ("touch", "identity", "an identity column can't be set"),
    (
        "immutable",
        "touch",
        "one keeps the value, the other changes it at every UPDATE",
    ),
    (
        "immutable",
        "generated",
        "a generated column can't be set anyway",
    ),
    (
        "immutable",
        "identity",
        "nobody has the right to change an identity column anyway",
    ),
    ("type", "jsonb", "each of them names the type"),
    (
        "type",
        "precision",
        "write it into the type: `numeric(12, 2)`",
    ),
    ("type", "scale", "write it into the type: `numeric(12, 2)`"),
    (
        "type",
        "dimensions",
        "write it into the type: `vector(1536)`",
    ),
    ("jsonb", "precision", "`jsonb` has none"),
    ("jsonb", "scale", "`jsonb` has none"),
    ("jsonb", "dimensions", "`jsonb` has none"),
    ("jsonb", "max_len", "`jsonb` is no text"),
    ("jsonb", "collate", "`jsonb` has no collation"),
    ("jsonb", "identity", "an identity column is an integer"),
    (
        "jsonb",
        "references",
        "a foreign key compares columns of a simple type",
    ),
    (
        "max_len",
        "precision",
        "one is for text, the other for numbers",
    ),
    (
        "max_len",
        "dimensions",
        "one is for text, the other for vectors",
    ),
    ("max_len", "identity", "an identity column is an integer"),
    (
        "precision",
        "dimensions",
        "one is for numbers, the other for vectors",
    ),
    (
        "encrypted",
        "type",
        "what is sealed is a `bytea`, which `Vec<u8>` says",
    ),
    ("encrypted", "jsonb", "what is sealed is a `bytea`"),
    (
        "encrypted",
        "primary_key",
        "the same value is sealed into other bytes each time, so it finds no row",
    ),
    (
        "encrypted",
        "unique",
        "the same value is sealed into other bytes each time; write `encrypted(unique)`",
    ),
    (
        "encrypted",
        "references",
        "the same value is sealed into other bytes each time, so it refers to nothing",
    ),
    (
        "encrypted",
        "check",
        "the server sees only what is sealed; check the value before it is",
    ),
    ("encrypted", "default", "the server has no key to seal one"),
    (
        "encrypted",
        "generated",
        "the server has no key to seal a value",
    ),
    ("encrypted", "identity", "an identity column is an integer"),
    (
        "encrypted",
        "collate",
        "what is sealed is a `bytea`, which has no collation",
    ),
    (
        "encrypted",
        "storage",
        "what is sealed is kept as `external` anyway: it can't be compressed",
    ),
    (
        "encrypted",
        "compression",
        "what is sealed can't be compressed",
    ),
    ("encrypted", "precision", "what is sealed is a `bytea`"),
    ("encrypted", "dimensions", "what is sealed is a `bytea`"),
    ("encrypted", "touch", "what is sealed is no time"),
    ("identity", "nullable", "an identity column is never NULL"),
    ("primary_key", "nullable", "a primary key is never NULL"),
];

impl Scope<'_> {
    /// The keys of a column beside each other.
    pub(super) fn column_keys(&self, field: &Field, column: &Column) {
        self.exclusive_keys(column);
        self.null(field, column);
        self.text(column);
        self.elements(field, column);
        self.numbers(column);
        self.virtual_column(field, column);
        self.encrypted(field, column);
        check_type(self.context, column.sql_type.as_ref());
        if let Some(literal) = &column.sql_type {
            self.type_text(field, literal, &column.allows);
        }
        names::check_literal(self.context, column.collate.as_ref());
        check_default(self.context, column.default.as_ref());
        if let Some(generated) = &column.generated {
            self.expression(&generated.expression, "generated");
        }
        for check in &column.checks {
            self.expression(&check.expression, "check");
        }
        if let Some(references) = &column.references {
            self.field_reference(field, column, references);
        }
        self.allows(&column.allows);
        self.keys_fit_type(field, column);
        self.exact_money(field, column);
    }

    /// Keys of which only one can be there.
    fn exclusive_keys(&self, column: &Column) {
        let position = |name: &str| column.given.iter().position(|(key, _)| *key == name);
        for (one, other, why) in EXCLUSIVE {
            let (Some(first), Some(second)) = (position(one), position(other)) else {
                continue;
            };
            if let Some((_, span)) = column.given.get(first.max(second)) {
                self.error(
                    *span,
                    format!("`{one}` and `{other}` exclude each other: {why}"),
                );
            }
        }
    }

    /// What says whether NULL is allowed.
    fn null(&self, field: &Field, column: &Column) {
        let is_option = field.rust_type.is_option();
        if let Some(span) = column.nullable {
            if is_option {
                self.error(span, "`nullable` says again what `Option` says");
            } else if column.sql_type.is_none() && column.jsonb.is_none() {
                self.error(
                    span,
                    "`nullable` has a meaning beside `type` or `jsonb` only; elsewhere a column that \
                     can be NULL is an `Option`",
                );
            }
        }
        if is_option && column.primary_key.is_some() {
            self.context.error_on(
                &field.rust_type.written,
                format!("`{}` is the primary key, and a primary key is never NULL: take the type without `Option`", field.name),
            );
        }
        if is_option
            && column.primary_key.is_none()
            && let Some(identity) = &column.identity
        {
            self.error(
                identity.span,
                "an identity column is never NULL: take the type without `Option`",
            );
        }
    }

    /// `max_len` beside a type by its name. Of a Rust type rustc knows whether it is text.
    fn text(&self, column: &Column) {
        if let (Some((_, span)), Some(literal)) = (column.max_len, &column.sql_type)
            && !may_be_text(&literal.value())
        {
            self.error(
                span,
                format!(
                    "`max_len` counts characters, and `{}` is no text: write the limit as a `check`",
                    literal.value()
                ),
            );
        }
    }

    /// An array whose elements ask for something. Where the type doesn't look like one, the library
    /// says so.
    fn elements(&self, field: &Field, column: &Column) {
        let has_type = column.sql_type.is_some() || column.jsonb.is_some();
        if has_type || !field.rust_type.looks_like_an_array() {
            return;
        }
        let condition = Condition::CanBeChecked(field.rust_type.tokens.clone());
        let message = format!(
            "in `{}` of `{}`: the elements of the array must satisfy a condition of their own, and no CHECK can \
             look into each of them; make the element a domain that has the check: \
             `#[derive(PgDomain)] #[pg(type = \"bytea\", check = \"octet_length(VALUE) = 32\")]`",
            field.name, self.ident
        );
        self.assert(condition, &field.rust_type.written, message);
    }

    /// The limits of PostgreSQL.
    fn numbers(&self, column: &Column) {
        if let Some((0, span)) = column.max_len {
            self.error(span, "a text of 0 characters is always empty");
        }
        if let Some((precision, span)) = column.precision
            && !(1..=1000).contains(&precision)
        {
            self.error(span, "PostgreSQL takes a precision of 1 to 1000");
        }
        if let Some((scale, span)) = column.scale {
            if !(-1000..=1000).contains(&scale) {
                self.error(span, "PostgreSQL takes a scale of -1000 to 1000");
            }
            if column.precision.is_none() {
                self.error(
                    span,
                    "`scale` needs `precision` beside it: `precision = 12, scale = 2`",
                );
            }
        }
        if let Some((0, span)) = column.dimensions {
            self.error(span, "a vector has one dimension at least");
        }
    }

    /// A virtual column is computed when a row is read, so nothing can be looked up by it.
    fn virtual_column(&self, field: &Field, column: &Column) {
        if !is_virtual(column) {
            return;
        }
        for key in ["primary_key", "unique", "references"] {
            if let Some((_, span)) = column.given.iter().find(|(name, _)| *name == key) {
                self.no_virtual(field, *span, key);
            }
        }
    }

    /// Reports a column that nothing can be looked up by: one that is virtual or encrypted.
    pub(super) fn looked_up(&self, field: &Field, column: &Column, span: Span, place: &str) {
        if is_virtual(column) {
            self.no_virtual(field, span, place);
        }
        if column.encrypted.is_some() {
            self.no_encrypted(field, span, place);
        }
    }

    /// Reports a virtual column where PostgreSQL takes none.
    fn no_virtual(&self, field: &Field, span: Span, place: &str) {
        self.error(
            span,
            format!(
                "`{}` is a virtual column, which isn't stored, so `{place}` can't have it; make it `stored`",
                field.name
            ),
        );
    }

    /// A name of an amount of money.
    fn exact_money(&self, field: &Field, column: &Column) {
        let has_type = column.sql_type.is_some() || column.jsonb.is_some();
        let is_allowed = column
            .allows
            .iter()
            .any(|allow| allow.rule == "float_money");
        if has_type || is_allowed || !is_money(&field.name) {
            return;
        }
        let message = format!(
            "`{}` is an amount of money by its name, and floating-point numbers can't hold those exactly: \
             take a decimal or a whole number of cents, or say why not with \
             `#[pg(allow(float_money, reason = \"…\"))]`",
            field.name
        );
        let condition = Condition::Fits("is_exact", TypeOf::new(field, column));
        self.assert(condition, &field.rust_type.written, message);
    }
}

/// Whether the column is computed when it is read.
fn is_virtual(column: &Column) -> bool {
    column
        .generated
        .as_ref()
        .is_some_and(|generated| generated.is_virtual)
}
