use proc_macro2::TokenStream;
use quote::quote;

use super::place::Place;
use crate::check::{Assertion, Condition, Hint};
use crate::input::Fields;

/// What must hold and only rustc can know.
pub(super) fn assertions(assertions: &[Assertion], fields: &Fields) -> TokenStream {
    if assertions.is_empty() {
        return TokenStream::new();
    }
    let assertions = assertions.iter().map(|it| assertion(it, fields));
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

        #(#assertions)*
    }
}

/// A constant that can only be evaluated if the condition holds.
fn assertion(assertion: &Assertion, fields: &Fields) -> TokenStream {
    let place = Place::of(&assertion.at);
    let message = message(assertion, fields);
    let condition = condition(&assertion.condition, place, fields);
    let call = place.call_own("__assert", &quote!(#condition, #message));
    quote!(const _: () = #call;)
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
        Condition::IsExact(rust_type) => {
            let data_type = place.item(rust_type, "ColumnType", "TYPE");
            let float = quote! {
                __pg::TypeDef::Builtin(__pg::BuiltinType::Real | __pg::BuiltinType::DoublePrecision)
            };
            quote! {
                !__pg::core::matches!(
                    #data_type,
                    #float
                        | __pg::TypeDef::Domain(__pg::DomainDef { base: #float, .. })
                        | __pg::TypeDef::Array(#float)
                )
            }
        }
    }
}
