use pgschema_syntax::identifier::needs_quotes;
use pgschema_syntax::names::{UnknownName, unknown_columns};
use pgschema_syntax::token::{TokenKind, tokens};
use syn::LitStr;

use super::scope::{Condition, Scope};
use crate::context::Context;
use crate::input::{DefaultValue, Expression};

impl Scope<'_> {
    /// An expression over the columns of the struct. Closures are rustc's.
    pub(super) fn expression(&self, expression: &Expression) {
        if let Expression::Sql(literal) = expression {
            self.sql(literal);
        }
    }

    /// A string of SQL over the columns.
    fn sql(&self, literal: &LitStr) {
        let columns = self.sql_names();
        let text = literal.value();
        let reserved = reserved_words(&text, &columns);
        for word in &reserved {
            let quoted = quoted(word);
            self.error(
                literal.span(),
                format!("`{word}` is a reserved word of SQL; the column is written `{quoted}`"),
            );
        }
        if !reserved.is_empty() || !is_expression(self.context, literal) {
            return;
        }
        let has_groups = self.fields.groups().next().is_some();
        for unknown in unknown_columns(&text, &columns, &[]) {
            let message = self.unknown_name(&unknown);
            if has_groups {
                self.assert(Condition::GroupHasColumn(unknown.name), literal, message);
            } else {
                self.error(literal.span(), message);
            }
        }
    }

    /// What to say about a name that is no column.
    fn unknown_name(&self, unknown: &UnknownName) -> String {
        let name = &unknown.name;
        let renamed = self.fields.columns().find(|(field, _)| field.name == *name);
        if let Some((_, column)) = renamed {
            let sql_name = quoted(&column.sql_name);
            return format!("in SQL the column of the field `{name}` is called `{sql_name}`");
        }
        let has_groups = self.fields.groups().next().is_some();
        let hint = match &unknown.suggestion {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None if has_groups => "neither the struct nor its groups have one".to_owned(),
            None => {
                let names = self.sql_names();
                let list: Vec<String> = names
                    .iter()
                    .map(|name| format!("`{}`", quoted(name)))
                    .collect();
                format!("the columns are {}", list.join(", "))
            }
        };
        format!("there is no column `{name}`; {hint}")
    }
}

/// Reserved words that are never a part of a plain expression, and `user`, which is the current role
/// and not the column.
const NEVER_IN_EXPRESSIONS: [&str; 32] = [
    "analyse",
    "analyze",
    "asc",
    "check",
    "column",
    "constraint",
    "create",
    "deferrable",
    "desc",
    "do",
    "except",
    "fetch",
    "foreign",
    "grant",
    "group",
    "having",
    "initially",
    "intersect",
    "into",
    "lateral",
    "limit",
    "offset",
    "order",
    "primary",
    "references",
    "returning",
    "table",
    "union",
    "unique",
    "user",
    "where",
    "window",
];

/// The columns whose names are reserved words and stand in a text without quotes. A text with a
/// query in it may have them for other reasons.
fn reserved_words(text: &str, columns: &[&str]) -> Vec<String> {
    let words: Vec<String> = tokens(text)
        .map_while(Result::ok)
        .filter(|token| token.kind == TokenKind::Identifier)
        .map(|token| token.text.to_ascii_lowercase())
        .collect();
    if words.iter().any(|word| word == "select") {
        return Vec::new();
    }
    words
        .into_iter()
        .filter(|word| {
            NEVER_IN_EXPRESSIONS.contains(&word.as_str()) && columns.contains(&word.as_str())
        })
        .collect()
}

/// Whether a string is one expression. What keeps it from being one is reported.
pub(super) fn is_expression(context: &Context, literal: &LitStr) -> bool {
    match pgschema_syntax::check::expression(&literal.value()) {
        Ok(()) => true,
        Err(error) => {
            context.error(literal.span(), error);
            false
        }
    }
}

/// Reports a string that is no type.
pub(super) fn check_type(context: &Context, literal: Option<&LitStr>) {
    if let Some(literal) = literal
        && let Err(error) = pgschema_syntax::check::type_name(&literal.value())
    {
        context.error(literal.span(), error);
    }
}

/// Reports a default that is no expression, or that has names in it.
pub(super) fn check_default(context: &Context, default: Option<&DefaultValue>) {
    let Some(DefaultValue::Sql(literal)) = default else {
        return;
    };
    if !is_expression(context, literal) {
        return;
    }
    if let Some(unknown) = unknown_columns(&literal.value(), &[], &[]).first() {
        context.error(
            literal.span(),
            format!(
                "`{0}` can't stand in a default, which knows no columns; a text has single quotes: `'{0}'`",
                unknown.name
            ),
        );
    }
}

/// The name as SQL needs it.
fn quoted(name: &str) -> String {
    if needs_quotes(name) {
        format!("\"{}\"", name.replace('"', "\"\""))
    } else {
        name.to_owned()
    }
}
