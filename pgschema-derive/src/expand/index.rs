use proc_macro2::TokenStream;
use quote::quote;

use super::Literal;
use super::expression::{Closures, Purpose, pairs, paths, word};
use super::place::line;
use crate::input::{Element, ElementKey, Index};

/// `index(…)`.
pub(super) fn index(index: &Index, closures: &Closures) -> TokenStream {
    let mut literal = Literal::new("IndexDef");
    literal.set_some("name", index.name.as_ref());
    if let Some(method) = &index.method {
        literal.set("method", word("IndexMethod", method));
    }
    literal.set_flag("unique", index.unique.is_some());
    literal.set_flag("nulls_not_distinct", index.nulls_not_distinct.is_some());
    literal.set_list(
        "elements",
        index.elements.iter().map(|it| element(it, closures)),
    );
    literal.set_list("include", paths(&index.include));
    let predicate = index
        .predicate
        .as_ref()
        .map(|it| closures.expression(it, Purpose::Predicate));
    literal.set_some("predicate", predicate);
    literal.set_list("storage", pairs(&index.storage));
    literal.set_flag("across_tenants", index.across_tenants);
    literal.set("line", line(index.span));
    literal.rest_empty()
}

/// A column or an expression, and how it is sorted.
pub(super) fn element(element: &Element, closures: &Closures) -> TokenStream {
    let mut literal = Literal::new("IndexElementDef");
    let key = match &element.key {
        ElementKey::Column(path) => {
            let path = path.to_string();
            quote!(__pg::KeyDef::Column(#path))
        }
        ElementKey::Expression(expression) => {
            let expression = closures.expression(expression, Purpose::Element);
            quote!(__pg::KeyDef::Expression(#expression))
        }
    };
    literal.set("key", key);
    literal.set_some("collation", element.collation.as_ref());
    literal.set_some("operator_class", element.operator_class.as_ref());
    literal.set_some(
        "order",
        element.order.as_ref().map(|it| word("SortOrder", it)),
    );
    literal.set_some(
        "nulls",
        element.nulls.as_ref().map(|it| word("NullsOrder", it)),
    );
    literal.rest_empty()
}
