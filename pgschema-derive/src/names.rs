//! Names: how fields and variants become columns and labels, and what PostgreSQL takes as a name.

use heck::{
    ToKebabCase, ToLowerCamelCase, ToPascalCase, ToShoutyKebabCase, ToShoutySnakeCase, ToSnakeCase,
};
use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::{Error, Ident, LitStr, Result};

use crate::context::Context;

/// How names are spelt: serde's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    /// `lowercase`.
    Lower,
    /// `UPPERCASE`.
    Upper,
    /// `PascalCase`.
    Pascal,
    /// `camelCase`.
    Camel,
    /// `snake_case`.
    Snake,
    /// `SCREAMING_SNAKE_CASE`.
    ShoutySnake,
    /// `kebab-case`.
    Kebab,
    /// `SCREAMING-KEBAB-CASE`.
    ShoutyKebab,
}

/// serde's words for them.
const CASES: [(&str, Case); 8] = [
    ("lowercase", Case::Lower),
    ("UPPERCASE", Case::Upper),
    ("PascalCase", Case::Pascal),
    ("camelCase", Case::Camel),
    ("snake_case", Case::Snake),
    ("SCREAMING_SNAKE_CASE", Case::ShoutySnake),
    ("kebab-case", Case::Kebab),
    ("SCREAMING-KEBAB-CASE", Case::ShoutyKebab),
];

/// The names that each table of PostgreSQL already has as columns.
const SYSTEM_COLUMNS: [&str; 6] = ["tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"];

impl Case {
    /// The name in this spelling.
    pub(crate) fn apply(self, name: &str) -> String {
        match self {
            Self::Lower => name.to_lowercase(),
            Self::Upper => name.to_uppercase(),
            Self::Pascal => name.to_pascal_case(),
            Self::Camel => name.to_lower_camel_case(),
            Self::Snake => name.to_snake_case(),
            Self::ShoutySnake => name.to_shouty_snake_case(),
            Self::Kebab => name.to_kebab_case(),
            Self::ShoutyKebab => name.to_shouty_kebab_case(),
        }
    }
}

/// The value of `rename_all`.
pub(crate) fn case(literal: &LitStr) -> Result<Case> {
    let text = literal.value();
    if let Some((_, case)) = CASES.iter().find(|(name, _)| *name == text) {
        return Ok(*case);
    }
    let list = CASES.map(|(name, _)| format!("`{name}`")).join(", ");
    Err(Error::new(
        literal.span(),
        format!("unknown spelling `{text}`\n`rename_all` takes {list}"),
    ))
}

/// The name of the table or type of a Rust type that gives it no other.
pub(crate) fn default_name(ident: &Ident) -> String {
    ident.unraw().to_string().to_snake_case()
}

/// Reports a name that PostgreSQL doesn't take, or would cut.
pub(crate) fn check(context: &Context, name: &str, span: Span) {
    if let Err(error) = pgschema_syntax::identifier::check(name) {
        context.error(span, error);
    }
}

/// Reports a literal that is no name.
pub(crate) fn check_literal(context: &Context, literal: Option<&LitStr>) {
    if let Some(literal) = literal {
        check(context, &literal.value(), literal.span());
    }
}

/// Reports a schema that can't be made.
pub(crate) fn check_schema(context: &Context, literal: Option<&LitStr>) {
    check_literal(context, literal);
    let Some(literal) = literal else {
        return;
    };
    let name = literal.value();
    if name.starts_with("pg_") {
        context.error(
            literal.span(),
            format!(
                "the schema `{name}` can't be made: PostgreSQL keeps names with `pg_` for itself"
            ),
        );
    }
}

/// Reports a column that can't be made.
pub(crate) fn check_column(context: &Context, name: &str, span: Span) {
    check(context, name, span);
    if SYSTEM_COLUMNS.contains(&name) {
        context.error(
            span,
            format!(
                "each table of PostgreSQL already has a column `{name}`; choose another name, \
                 or give the column one with `#[pg(name = \"…\")]`"
            ),
        );
    }
}
