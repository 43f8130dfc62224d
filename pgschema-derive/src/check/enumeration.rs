use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Expr, ExprLit, ExprUnary, Lit, UnOp};

use crate::context::Context;
use crate::input::{EnumInput, Representation, Variant};
use crate::names::{self, Case};

/// What the variants of an enum come to.
pub(crate) struct Value {
    /// The label in the database.
    pub(crate) label: String,
    /// The discriminant.
    pub(crate) number: i64,
}

/// An enum, and the value of each of its variants.
pub(crate) fn enumeration(context: &Context, input: &EnumInput) -> Vec<Value> {
    names::check_schema(context, input.schema.as_ref());
    match &input.name {
        Some(name) => names::check(context, &name.value(), name.span()),
        None => names::check(
            context,
            &names::default_name(&input.header.ident),
            input.header.ident.span(),
        ),
    }
    if input.variants.is_empty() {
        context.error_on(
            &input.header.ident,
            "an enum without variants has no values",
        );
    }
    let is_integer = is(input, Representation::Int);
    if is_integer {
        check_repr(context, input);
    }
    let mut values: Vec<Value> = Vec::new();
    for variant in &input.variants {
        let (label, span) = label(variant, input.rename_all.unwrap_or(Case::Snake));
        check_label(context, input, &label, span);
        if values.iter().any(|value| value.label == label) {
            context.error(span, format!("there already is a label `{label}`"));
        }
        let following = values
            .last()
            .map_or(Some(0), |value| value.number.checked_add(1));
        let number = match (&variant.discriminant, following) {
            (Some(discriminant), _) if is_integer => literal(context, discriminant),
            (_, Some(following)) => Some(following),
            (_, None) => None,
        };
        let number = number.unwrap_or_default();
        values.push(Value { label, number });
    }
    values
}

/// Whether values are kept in a way.
pub(crate) fn is(input: &EnumInput, representation: Representation) -> bool {
    input
        .representation
        .is_some_and(|(it, _)| it == representation)
}

/// The label in the database.
fn label(variant: &Variant, case: Case) -> (String, Span) {
    match &variant.name {
        Some(name) => (name.value(), name.span()),
        None => (
            case.apply(&variant.ident.unraw().to_string()),
            variant.ident.span(),
        ),
    }
}

/// Reports what can be no label.
fn check_label(context: &Context, input: &EnumInput, label: &str, span: Span) {
    if is(input, Representation::Native) {
        names::check(context, label, span);
    } else if label.is_empty() {
        context.error(span, "a label can't be empty");
    } else if label.contains('\0') {
        context.error(span, "a label can't have a zero byte");
    }
}

/// Reports a representation that the database has no integer for.
fn check_repr(context: &Context, input: &EnumInput) {
    let Some((_, span)) = input.representation else {
        return;
    };
    let Some(repr) = &input.repr else {
        context.error(
            span,
            "`int` needs to know which integer: put `#[repr(i16)]`, `#[repr(i32)]` or `#[repr(i64)]` on the enum",
        );
        return;
    };
    if !matches!(repr.to_string().as_str(), "i16" | "i32" | "i64") {
        context.error_on(
            repr,
            format!("PostgreSQL has no integer like `{repr}`: take `i16`, `i32` or `i64`"),
        );
    }
}

/// The number of a variant. Two variants of one number and a number that is too large are errors of
/// rustc's own.
fn literal(context: &Context, discriminant: &Expr) -> Option<i64> {
    let number = match discriminant {
        Expr::Lit(ExprLit {
            lit: Lit::Int(number),
            ..
        }) => number.base10_parse::<i64>().ok(),
        Expr::Unary(ExprUnary {
            op: UnOp::Neg(_),
            expr,
            ..
        }) => match &**expr {
            Expr::Lit(ExprLit {
                lit: Lit::Int(number),
                ..
            }) => format!("-{}", number.base10_digits()).parse().ok(),
            _ => None,
        },
        _ => None,
    };
    if number.is_none() {
        context.error(
            discriminant.span(),
            "the number of a variant is written as an integer, since nothing else can be seen here",
        );
    }
    number
}
