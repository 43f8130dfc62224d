use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::security::{Rights, roles};
use super::table::Tables;
use super::{id, objects, qualified};
use crate::model::Database;
use crate::review::diagram::{Kind, Links, STYLE as DIAGRAM_STYLE, svg};
use crate::review::text::visible;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// Nothing is loaded, whatever a name or a comment has in it.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";

pub(super) fn page(database: &Database) -> Markup {
    let matrix = database.access_matrix();
    let rights = Rights::new(&matrix);
    let tables = Tables::new(database, &rights);
    let title = format!("{}: data dictionary", visible(database.home.as_str()));
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="generator" content="pgschema";
                title { (title) }
                link rel="icon" href="data:,";
                style { (PreEscaped(STYLE)) (PreEscaped(DIAGRAM_STYLE)) }
                script { (PreEscaped(SCRIPT)) }
            }
            body {
                a.skip href="#content" { "Skip to the tables" }
                (bar(database))
                div.frame {
                    (navigation(database))
                    main id="content" tabindex="-1" {
                        (overview(database))
                        (diagram(database))
                        section id="tables" aria-labelledby="tables-title" {
                            h2.part id="tables-title" { "Tables" }
                            @for place in 0..database.tables.len() { (tables.section(place)) }
                        }
                        (objects::views(database, &rights))
                        (objects::types(database))
                        (objects::functions(database))
                        (roles(&matrix))
                        p.nothing hidden { "Nothing has this in its name, type or comment." }
                    }
                }
            }
        }
    }
}

fn bar(database: &Database) -> Markup {
    html! {
        header.bar {
            a.brand href="#content" {
                strong { (visible(database.home.as_str())) }
                span { " data dictionary" }
            }
            div.find role="search" {
                input id="search" type="search" autocomplete="off" spellcheck="false"
                    placeholder="Search tables and columns" aria-label="Search tables and columns"
                    aria-keyshortcuts="/";
                kbd aria-hidden="true" { "/" }
            }
            span.status id="status" role="status" {}
            button.theme id="theme" type="button" { "Auto" }
        }
    }
}

fn navigation(database: &Database) -> Markup {
    let parts = [
        ("diagram", "Diagram", !database.tables.is_empty()),
        ("views", "Views", !database.views.is_empty()),
        (
            "types",
            "Types",
            !(database.enums.is_empty() && database.domains.is_empty()),
        ),
        ("functions", "Functions", !database.functions.is_empty()),
        ("roles", "Roles", true),
    ];
    html! {
        nav aria-label="Contents" {
            details open {
                summary { "Contents" }
                ul.parts {
                    @for (part, title, there) in parts {
                        @if there { li { a href={ "#" (part) } { (title) } } }
                    }
                }
                @if !database.tables.is_empty() {
                    ul.names {
                        @for table in &database.tables {
                            li data-for=(id("table", &table.name)) {
                                a.(Kind::of(table).class()) href={ "#" (id("table", &table.name)) } {
                                    @if *table.name.schema() == database.home {
                                        (visible(table.name.name().as_str()))
                                    } @else {
                                        (qualified(&table.name))
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn overview(database: &Database) -> Markup {
    let columns: usize = database
        .tables
        .iter()
        .map(|table| table.columns.len())
        .sum();
    let policies: usize = database
        .tables
        .iter()
        .map(|table| table.policies.len())
        .sum();
    let numbers = [
        (database.tables.len(), "table", "tables"),
        (columns, "column", "columns"),
        (policies, "policy", "policies"),
        (database.views.len(), "view", "views"),
        (database.functions.len(), "function", "functions"),
        (database.roles.len(), "role", "roles"),
    ];
    html! {
        div.overview {
            h1 { (visible(database.home.as_str())) }
            ul.numbers {
                @for (number, one, many) in numbers {
                    @if number > 0 { li { strong { (number) } " " (if number == 1 { one } else { many }) } }
                }
            }
        }
    }
}

fn diagram(database: &Database) -> Markup {
    html! {
        @if !database.tables.is_empty() {
            section.whole id="diagram" aria-labelledby="diagram-title" {
                div.titled {
                    h2.part id="diagram-title" { "Diagram" }
                    button id="fit" type="button" aria-pressed="false" { "Fit to width" }
                }
                div.canvas tabindex="0" role="region" aria-label="Diagram of the tables" {
                    (svg(database, Links::Sections))
                }
            }
        }
    }
}
