use maud::{Markup, html};

use super::security::{Rights, role_link};
use super::{code, data_type, id, prose, qualified};
use crate::model::{Argument, Database, Domain, Enum, Function};
use crate::review::anchor::anchor;
use crate::review::text::visible;
use crate::sql::{QualifiedName, ToSql};

pub(super) fn views(database: &Database, rights: &Rights<'_>) -> Markup {
    html! {
        @if !database.views.is_empty() {
            section id="views" aria-labelledby="views-title" {
                h2.part id="views-title" { "Views" }
                @for view in &database.views {
                    article.object id=(id("view", &view.name)) data-name=(view.name.name().as_str()) {
                        h3 { (qualified(&view.name)) }
                        @if let Some(comment) = &view.comment { p.comment { (prose(comment.as_str())) } }
                        ul.facts {
                            @if view.security_invoker {
                                li.guard.on { "with the rights of the one who asks" }
                            } @else {
                                li.guard.off { "with the rights of its owner" }
                            }
                            @if view.security_barrier { li { "security barrier" } }
                        }
                        pre tabindex="0" { (code(&view.query)) }
                        div.details { (rights.of(&view.name)) }
                    }
                }
            }
        }
    }
}

pub(super) fn types(database: &Database) -> Markup {
    html! {
        @if !(database.enums.is_empty() && database.domains.is_empty()) {
            section id="types" aria-labelledby="types-title" {
                h2.part id="types-title" { "Types" }
                @for made in &database.enums { (enumeration(made)) }
                @for made in &database.domains { (domain(database, made)) }
            }
        }
    }
}

fn enumeration(made: &Enum) -> Markup {
    html! {
        article.object id=(id("type", &made.name)) data-name=(made.name.name().as_str()) {
            h3 { (qualified(&made.name)) span.badge { "enum" } }
            @if let Some(comment) = &made.comment { p.comment { (prose(comment.as_str())) } }
            ul.facts { @for label in &made.labels { li { code { (visible(label.as_str())) } } } }
        }
    }
}

fn domain(database: &Database, made: &Domain) -> Markup {
    html! {
        article.object id=(id("type", &made.name)) data-name=(made.name.name().as_str()) {
            h3 { (qualified(&made.name)) span.badge { "domain" } }
            @if let Some(comment) = &made.comment { p.comment { (prose(comment.as_str())) } }
            ul.facts {
                li { (data_type(database, &made.base)) }
                @if let Some(collation) = &made.collation { li { "collate " (code(collation)) } }
                @if let Some(default) = &made.default { li { "default " (code(default)) } }
            }
            @if !made.checks.is_empty() {
                dl {
                    @for check in &made.checks {
                        dt { code { (visible(&check.name.to_sql())) } }
                        dd { (code(&check.expression)) }
                    }
                }
            }
        }
    }
}

pub(super) fn functions(database: &Database) -> Markup {
    html! {
        @if !database.functions.is_empty() {
            section id="functions" aria-labelledby="functions-title" {
                h2.part id="functions-title" { "Functions" }
                @for (place, function) in database.functions.iter().enumerate() {
                    // Functions of one name stand together; links lead to the first of them.
                    @let first = place.checked_sub(1).and_then(|before| database.functions.get(before)).is_none_or(|before| before.name != function.name);
                    article.object id=(function_id(function, first)) data-name=(function.name.name().as_str()) {
                        (function_text(database, function))
                    }
                }
            }
        }
    }
}

fn function_id(function: &Function, first: bool) -> String {
    if first {
        return id("function", &function.name);
    }
    let types = function.arguments.iter();
    let types: Vec<String> = types.map(|argument| argument.data_type.to_sql()).collect();
    let (schema, name) = (
        function.name.schema().as_str(),
        function.name.name().as_str(),
    );
    anchor("function", &[schema, name, &types.join(",")])
}

fn function_text(database: &Database, function: &Function) -> Markup {
    html! {
        h3 { (qualified(&function.name)) "()" }
        @if let Some(comment) = &function.comment { p.comment { (prose(comment.as_str())) } }
        ul.facts {
            @for argument in &function.arguments { li { (argument_text(database, argument)) } }
            li {
                "gives " @if function.returns_set { "a set of " }
                (data_type(database, &function.returns))
            }
            li { (code(&function.volatility)) }
            @if function.security_definer {
                li.guard.off { "with the rights of its owner" }
            } @else {
                li { "with the rights of the caller" }
            }
            @if let Some(before) = function.before { li { "only before " (before) } }
        }
        p {
            "May be called by "
            @if function.execute.is_empty() { "nobody but its owner" }
            @for (place, role) in function.execute.iter().enumerate() {
                @if place > 0 { ", " }
                (role_link(&role.to_sql()))
            }
            "."
        }
        details { summary { "Body" } pre tabindex="0" { (code(&function.body)) } }
    }
}

fn argument_text(database: &Database, argument: &Argument) -> Markup {
    html! {
        (code(&argument.name)) " " (data_type(database, &argument.data_type))
        @if let Some(default) = &argument.default { " default " (code(default)) }
    }
}

/// A link to a function, if the database makes it.
pub(super) fn function_link(database: &Database, name: &QualifiedName) -> Markup {
    let text = name.to_sql();
    let made = database
        .functions
        .binary_search_by(|made| made.name.cmp(name));
    html! {
        @if made.is_ok() {
            a href={ "#" (id("function", name)) } { code { (visible(&text)) } }
        } @else {
            code { (visible(&text)) }
        }
    }
}
