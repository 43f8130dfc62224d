use pgschema_syntax::identifier::needs_quotes;
use pgschema_syntax::names::{UnknownName, unknown_columns};
use pgschema_syntax::token::{TokenKind, tokens};
use syn::LitStr;

use super::refused_sql::{Stands, refused};
use super::scope::{Condition, Hint, Scope};
use crate::context::Context;
use crate::input::{DefaultValue, Expression};

impl Scope<'_> {
    /// An expression over the columns of the struct, in an attribute of this key. Closures are
    /// rustc's.
    pub(super) fn expression(&self, expression: &Expression, key: &str) {
        if let Expression::Sql(literal) = expression {
            self.sql(literal, key);
        }
    }

    /// A string of SQL over the columns.
    fn sql(&self, literal: &LitStr, key: &str) {
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
        if let Some(stands) = Stands::of_key(key)
            && let Some(message) = refused(&text, stands)
        {
            self.error(literal.span(), message);
            return;
        }
        let has_groups = self.fields.groups().next().is_some();
        for unknown in unknown_columns(&text, &columns, &[]) {
            let renamed = self.renamed(&unknown.name);
            if has_groups {
                self.column_of_group(literal, key, unknown, renamed);
            } else {
                let message = renamed.unwrap_or_else(|| self.unknown_name(&unknown));
                self.error(literal.span(), message);
            }
        }
    }

    /// Leaves it to rustc whether a group has the column. The message says where it belongs: rustc
    /// puts words of its own around it.
    fn column_of_group(
        &self,
        literal: &LitStr,
        key: &str,
        unknown: UnknownName,
        renamed: Option<String>,
    ) {
        let place = format!("in `{key}` of `{}`", self.ident);
        let (text, hint) = match renamed {
            Some(renamed) => (renamed, Hint::Whole),
            None => (
                format!("there is no column `{}`", unknown.name),
                Hint::Nearest(unknown.suggestion),
            ),
        };
        let condition = Condition::GroupHasColumn(unknown.name, hint);
        self.assert(condition, literal, format!("{place}: {text}"));
    }

    /// What to say about the name of a field whose column is called otherwise.
    fn renamed(&self, name: &str) -> Option<String> {
        let (_, column) = self
            .fields
            .columns()
            .find(|(field, _)| field.name == name)?;
        let sql_name = quoted(&column.sql_name);
        Some(format!(
            "in SQL the column of the field `{name}` is called `{sql_name}`"
        ))
    }

    /// What to say about a name that is no column of a struct without groups.
    fn unknown_name(&self, unknown: &UnknownName) -> String {
        let hint = match &unknown.suggestion {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => {
                let names = self.sql_names();
                let list: Vec<String> = names
                    .iter()
                    .map(|name| format!("`{}`", quoted(name)))
                    .collect();
                format!("the columns are {}", list.join(", "))
            }
        };
        format!("there is no column `{}`; {hint}", unknown.name)
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
    let text = literal.value();
    if let Some(message) = refused(&text, Stands::Default) {
        context.error(literal.span(), message);
        return;
    }
    if let Some(unknown) = unknown_columns(&text, &[], &[]).first() {
        // The name is folded, as PostgreSQL does; what stands alone is repeated as it was written.
        let alone = text.trim();
        let name = if alone.eq_ignore_ascii_case(&unknown.name) {
            alone
        } else {
            &unknown.name
        };
        context.error(
            literal.span(),
            format!(
                "`{name}` can't stand in a default, which knows no columns; a text has single quotes: `'{name}'`"
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
