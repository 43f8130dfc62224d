use pgschema_syntax::names::unknown_columns;
use quote::ToTokens;

use super::refused_sql::{Stands, refused};
use super::sql::{check_default, check_type, is_expression};
use crate::context::Context;
use crate::input::{Check, DomainInput, Expression};
use crate::names;

/// A newtype.
pub(crate) fn domain(context: &Context, domain: &DomainInput) {
    let keys = &domain.keys;
    names::check_schema(context, keys.schema.as_ref());
    match &keys.name {
        Some(name) => names::check(context, &name.value(), name.span()),
        None => names::check(
            context,
            &names::default_name(&domain.header.ident),
            domain.header.ident.span(),
        ),
    }
    names::check_literal(context, keys.collate.as_ref());
    check_type(context, keys.sql_type.as_ref());
    check_default(context, keys.default.as_ref());
    keys.checks.iter().for_each(|it| check(context, it));
    let mut seen: Vec<String> = Vec::new();
    for name in keys.checks.iter().filter_map(|check| check.name.as_ref()) {
        names::check_literal(context, Some(name));
        if seen.contains(&name.value()) {
            context.error(
                name.span(),
                format!("there already is a constraint `{}`", name.value()),
            );
        }
        seen.push(name.value());
    }
    if let Some(span) = keys.transparent {
        let others = [
            ("schema", keys.schema.is_some()),
            ("name", keys.name.is_some()),
            ("check", !keys.checks.is_empty()),
            ("default", keys.default.is_some()),
            ("collate", keys.collate.is_some()),
        ];
        for (name, _) in others.iter().filter(|(_, is_given)| *is_given) {
            context.error(
                span,
                format!("`transparent` makes no domain, so `{name}` has no meaning beside it"),
            );
        }
    }
    if domain.inner.is_option() {
        context.error_on(
            &domain.inner.written,
            "a domain doesn't say whether a column can be NULL: put the `Option` around the newtype",
        );
    }
}

/// A CHECK over `VALUE`.
fn check(context: &Context, check: &Check) {
    let literal = match &check.expression {
        Expression::Sql(literal) => literal,
        Expression::Closure(closure) => {
            context.error_on(
                closure.to_token_stream(),
                "a domain has no columns; its check is SQL over `VALUE`: `check = \"VALUE ~ '@'\"`",
            );
            return;
        }
    };
    if !is_expression(context, literal) {
        return;
    }
    if let Some(message) = refused(&literal.value(), Stands::Check) {
        context.error(literal.span(), message);
        return;
    }
    for unknown in unknown_columns(&literal.value(), &["value"], &[]) {
        context.error(
            literal.span(),
            format!(
                "`{}` is unknown in a domain; its value is called `VALUE`",
                unknown.name
            ),
        );
    }
}
