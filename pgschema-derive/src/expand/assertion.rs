use proc_macro2::TokenStream;
use quote::quote;

use super::place::Place;
use super::security::allow;
use crate::check::{Assertion, Condition, Findings, Hint, Judged};
use crate::input::{Fields, Header, TypeOf};

/// What must hold and only rustc can know. `definition` is that of the table or the group.
///
/// A constant for each column costs much time whenever the user compiles. So one looks at the whole
/// definition, and reports at the name of the struct; but what looks as if it could fail has one of its
/// own, which reports at the tokens, beside all others.
pub(super) fn assertions(
    findings: &Findings,
    header: &Header,
    fields: &Fields,
    whole: Whole,
) -> TokenStream {
    let (mut columns, alone): (Vec<&str>, Vec<TokenStream>) = findings
        .judged
        .iter()
        .filter(|judged| !looks_fine(judged.function(), &judged.data_type))
        .map(|judged| (judged.field.as_str(), judgement(judged)))
        .unzip();
    columns.extend(findings.named.iter().map(String::as_str));
    let asserted: Vec<&Assertion> = findings
        .assertions
        .iter()
        .filter(|it| !matches!(&it.condition, Condition::Fits(function, of) if looks_fine(function, of)))
        .collect();
    let place = Place::of(&header.ident);
    let this = header.static_type();
    let whole = match whole {
        Whole::Group => {
            let arguments = quote!(<#this as __pg::ColumnGroup>::GROUP, &[#(#columns),*]);
            place.call("judge_group", &TokenStream::new(), &arguments)
        }
        Whole::Table => {
            let key = findings.judged.iter().find(|judged| judged.is_key);
            let key = key.map_or("", |judged| judged.field.as_str());
            let indexed = asserted
                .iter()
                .filter_map(|it| it.condition.indexed(&it.at));
            let arguments =
                quote!(<#this as __pg::Table>::TABLE, #key, &[#(#columns),*], &[#(#indexed),*]);
            place.call("judge_table", &TokenStream::new(), &arguments)
        }
    };
    let assert = if asserted.is_empty() {
        TokenStream::new()
    } else {
        assert_function()
    };
    let asserted = asserted.iter().map(|it| assertion(it, fields));
    quote! {
        #assert
        const _: () = #whole;
        #(const _: () = #alone;)*
        #(const _: () = #asserted;)*
    }
}

/// What a constant looks at as a whole.
#[derive(Clone, Copy)]
pub(super) enum Whole {
    /// The definition of a table.
    Table,
    /// The definition of a group.
    Group,
}

impl Judged {
    /// The function of the library that judges the column.
    fn function(&self) -> &'static str {
        if self.is_key {
            "judge_key"
        } else {
            "judge_column"
        }
    }
}

impl Condition {
    /// The path of the column in an index that the condition is about.
    fn indexed(&self, at: &TokenStream) -> Option<String> {
        match self {
            Self::Fits("is_leakproof", _) | Self::IsLeakproofInGroup(..) => {
                let words: Vec<String> = at.clone().into_iter().map(|it| it.to_string()).collect();
                Some(words.concat().replace("r#", ""))
            }
            _ => None,
        }
    }
}

/// The function that fails with a message.
fn assert_function() -> TokenStream {
    quote! {
        // With `track_caller`, rustc reports the place of the call.
        #[track_caller]
        const fn __assert(
            holds: __pg::core::primitive::bool,
            message: &__pg::core::primitive::str,
        ) {
            if !holds {
                __pg::core::panic!("{}", message);
            }
        }
    }
}

/// Whether a type is what its name is well known for, as far as a function of the library minds. It may
/// be an alias of another type all the same, which the definition as a whole then shows.
fn looks_fine(function: &str, data_type: &TypeOf) -> bool {
    let TypeOf::Rust {
        word: Some(word), ..
    } = data_type
    else {
        return false;
    };
    let word = word.as_str();
    let is_moment = matches!(
        word,
        "DateTime" | "OffsetDateTime" | "SystemTime" | "Timestamp"
    );
    let is_large = matches!(word, "i64" | "String" | "Uuid");
    let is_plain = matches!(word, "bool" | "i16" | "i32" | "NaiveDate") || word.ends_with("Id");
    match function {
        "judge_column" => {
            is_large || is_plain || is_moment || matches!(word, "f32" | "f64" | "Value" | "Decimal")
        }
        "judge_key" => is_large,
        "is_moment" => is_moment,
        "is_leakproof" => is_large || is_plain || is_moment,
        _ => false,
    }
}

/// A call that only can be evaluated if the type of a column is one to be had.
fn judgement(judged: &Judged) -> TokenStream {
    let place = Place::of(&judged.at);
    let field = &judged.field;
    let data_type = data_type(&judged.data_type);
    let allows = judged.allows.iter().map(allow);
    let mut arguments = quote!(#field, &#data_type, &[#(#allows),*]);
    if judged.is_key {
        let of_table = judged.of_table.iter().map(allow);
        arguments.extend(quote!(, &[#(#of_table),*]));
    }
    place.call(judged.function(), &TokenStream::new(), &arguments)
}

/// The type of a column, as a definition. A Rust type is named where it stands: if it is no column,
/// rustc says so once.
fn data_type(data_type: &TypeOf) -> TokenStream {
    match data_type {
        TypeOf::Rust {
            tokens, written, ..
        } => Place::of(written).item(tokens, "ColumnType", "TYPE"),
        TypeOf::Sql(literal) => quote!(__pg::TypeDef::Sql(#literal)),
        TypeOf::Jsonb => quote!(__pg::TypeDef::Builtin(__pg::BuiltinType::Jsonb)),
    }
}

/// A call that only can be evaluated if the condition holds.
fn assertion(assertion: &Assertion, fields: &Fields) -> TokenStream {
    let place = Place::of(&assertion.at);
    let message = message(assertion, fields);
    let condition = condition(&assertion.condition, place, fields);
    place.call_own("__assert", &quote!(#condition, #message))
}

/// What to say if it doesn't hold, as an expression.
fn message(assertion: &Assertion, fields: &Fields) -> TokenStream {
    let text = &assertion.message;
    match &assertion.condition {
        Condition::GroupHasColumn(name, Hint::Nearest(nearest)) => {
            let groups = groups(fields);
            let nearest = super::literal::option(nearest.as_ref());
            quote!(__pg::UnknownColumn::new(#groups, #name, #text, #nearest).text())
        }
        _ => quote!(#text),
    }
}

/// The definitions of the flattened groups.
fn groups(fields: &Fields) -> TokenStream {
    let groups = fields.groups().map(|field| {
        let place = Place::of(&field.rust_type.written);
        place.item(&field.rust_type.tokens, "ColumnGroup", "GROUP")
    });
    quote!(&[#(#groups),*])
}

/// The condition, as an expression.
fn condition(condition: &Condition, place: Place, fields: &Fields) -> TokenStream {
    match condition {
        Condition::GroupHasColumn(name, _) => {
            let groups = groups(fields);
            quote!(__pg::group_has_column(#groups, #name))
        }
        Condition::IsNullable(rust_type) => place.item(rust_type, "ColumnType", "NULLABLE"),
        Condition::CanBeChecked(rust_type) => {
            let checks = place.item(rust_type, "ColumnType", "CHECKS");
            let data_type = place.item(rust_type, "ColumnType", "TYPE");
            quote!(__pg::TypeCheck::can_all_be_checked(#checks, &#data_type))
        }
        Condition::Fits(function, of_column) => {
            let data_type = data_type(of_column);
            let function = quote::format_ident!("{function}");
            quote!(__pg::#function(&#data_type))
        }
        Condition::IsLeakproofInGroup(group, path) => {
            let group = place.item(group, "ColumnGroup", "GROUP");
            quote!(__pg::is_leakproof_in_group(#group, #path))
        }
        Condition::NothingTouched(group) => {
            let group = place.item(group, "ColumnGroup", "GROUP");
            quote!(!__pg::group_touches(#group))
        }
    }
}
