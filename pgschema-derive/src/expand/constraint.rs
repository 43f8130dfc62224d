use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt;

use super::Literal;
use super::expression::{Closures, Purpose, deferrability, paths, word};
use super::index::element;
use super::literal::option;
use super::place::line;
use crate::input::{Action, ColumnPath, Exclusion, PrimaryKey, ReferenceOptions, Target, Unique};

/// `primary_key(columns(…))`.
pub(super) fn primary_key(key: &PrimaryKey) -> TokenStream {
    let mut literal = Literal::new("PrimaryKeyDef");
    literal.set("name", option(key.name.as_ref()));
    let columns = super::list(paths(&key.columns));
    literal.set("columns", quote!(&[#columns]));
    literal.whole()
}

/// `unique`, `unique(…)`.
pub(super) fn unique(unique: &Unique) -> TokenStream {
    let mut literal = Literal::new("UniqueDef");
    literal.set_some("name", unique.name.as_ref());
    literal.set_list("columns", paths(&unique.columns));
    literal.set_list("include", paths(&unique.include));
    literal.set_flag("nulls_not_distinct", unique.nulls_not_distinct);
    if let Some(deferrability) = deferrability(unique.deferral) {
        literal.set("deferrability", deferrability);
    }
    literal.set("line", line(unique.span));
    literal.rest_empty()
}

/// A foreign key; on a field it has no columns. `target` gives the table's definition.
pub(super) fn foreign_key(
    columns: &[ColumnPath],
    targets: &[Target],
    options: &ReferenceOptions,
    at: u32,
    target: &dyn Fn(&Target) -> TokenStream,
) -> TokenStream {
    let mut literal = Literal::new("ForeignKeyDef");
    literal.set("name", option(options.name.as_ref()));
    let columns = super::list(paths(columns));
    literal.set("columns", quote!(&[#columns]));
    if let Some(first) = targets.first() {
        let definition = target(first);
        literal.set("target", quote!(|| #definition));
    }
    let fields = super::list(
        targets
            .iter()
            .map(|target| target.field.unraw().to_string()),
    );
    literal.set("target_columns", quote!(&[#fields]));
    literal.set("on_delete", action(options.on_delete.as_ref()));
    literal.set("on_update", action(options.on_update.as_ref()));
    let match_type = options.match_type.as_ref().map(|it| word("Match", it));
    literal.set(
        "match_type",
        match_type.unwrap_or_else(|| quote!(__pg::Match::Simple)),
    );
    let deferrability = deferrability(options.deferral);
    literal.set(
        "deferrability",
        deferrability.unwrap_or_else(|| quote!(__pg::Deferrability::NotDeferrable)),
    );
    literal.set("line", at);
    literal.whole()
}

/// `on_delete = …`, `on_update = …`.
fn action(action: Option<&Action>) -> TokenStream {
    let Some(action) = action else {
        return quote!(__pg::ReferentialActionDef::NoAction);
    };
    let variant = word("ReferentialActionDef", &action.word);
    if matches!(action.word.text, "set_null" | "set_default") {
        let columns = super::list(paths(&action.columns));
        quote!(#variant(&[#columns]))
    } else {
        variant
    }
}

/// `exclude(…)`.
pub(super) fn exclusion(exclusion: &Exclusion, closures: &Closures) -> TokenStream {
    let mut literal = Literal::new("ExclusionDef");
    literal.set("name", option(exclusion.name.as_ref()));
    let method = exclusion.method.as_ref().map(|it| word("IndexMethod", it));
    // PostgreSQL's own choice is btree, which knows no `&&`.
    literal.set(
        "method",
        method.unwrap_or_else(|| quote!(__pg::IndexMethod::Gist)),
    );
    let elements = super::list(exclusion.elements.iter().map(|it| {
        let mut literal = Literal::new("ExclusionElementDef");
        literal.set("element", element(&it.element, closures));
        literal.set("operator", &it.operator);
        literal.whole()
    }));
    literal.set("elements", quote!(&[#elements]));
    let predicate = exclusion
        .predicate
        .as_ref()
        .map(|it| closures.expression(it, Purpose::Predicate));
    literal.set("predicate", option(predicate));
    let deferrability = deferrability(exclusion.deferral);
    literal.set(
        "deferrability",
        deferrability.unwrap_or_else(|| quote!(__pg::Deferrability::NotDeferrable)),
    );
    literal.whole()
}
