//! Everything that there is to know of a database, on one page.

mod objects;
mod page;
mod security;
mod table;

use maud::{Markup, html};

use super::anchor::anchor;
use super::text::visible;
use crate::model::Database;
use crate::sql::{DataType, QualifiedName, ToSql};

/// A page with every table, column, type, constraint, index, policy, right and comment of a
/// database.
///
/// ```
/// use pgschema::Database;
///
/// let database = Database::builder().hardened("app").build()?;
/// let page = database.dictionary().to_html();
/// assert!(page.starts_with("<!DOCTYPE html>"));
/// # Ok::<(), pgschema::InvalidDatabase>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Dictionary<'a> {
    database: &'a Database,
}

impl Dictionary<'_> {
    /// The page as an HTML document that loads nothing else: it can be mailed, kept beside the code
    /// or served as it is. It has the [diagram](crate::review::Diagram), links along foreign keys in
    /// both directions, a search box (`/`) and colours for light and dark; without scripts all but the
    /// search works.
    #[must_use]
    pub fn to_html(&self) -> String {
        let mut text = page::page(self.database).into_string();
        text.push('\n');
        text
    }
}

impl Database {
    /// Everything that there is to know of the database, as a page to be read in a browser.
    #[must_use]
    pub const fn dictionary(&self) -> Dictionary<'_> {
        Dictionary { database: self }
    }
}

/// The `id` of something in a schema.
fn id(kind: &str, name: &QualifiedName) -> String {
    anchor(kind, &[name.schema().as_str(), name.name().as_str()])
}

/// The name of something in a schema, the schema paler.
fn qualified(name: &QualifiedName) -> Markup {
    html! {
        span.schema { (visible(&name.schema().to_sql())) "." }
        wbr;
        (visible(&name.name().to_sql()))
    }
}

/// SQL as it is written.
fn code(sql: &(impl ToSql + ?Sized)) -> Markup {
    html! { code { (lines(&sql.to_sql())) } }
}

/// Text in which line ends stay, and other letters that can't be seen are shown.
fn lines(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(visible).collect();
    lines.join("\n")
}

/// A comment: paragraphs and lists keep their lines, and what stands between backticks is code.
fn prose(comment: &str) -> Markup {
    let mut text = String::with_capacity(comment.len());
    for line in comment.lines().map(str::trim) {
        let starts_anew = line.is_empty() || line.starts_with("- ") || line.starts_with("* ");
        if !text.is_empty() && !text.ends_with('\n') {
            text.push(if starts_anew { '\n' } else { ' ' });
        }
        text.push_str(&visible(line));
        if line.is_empty() {
            text.push('\n');
        }
    }
    let parts: Vec<&str> = text.trim().split('`').collect();
    // A backtick without another one is a backtick.
    let paired = parts.len() % 2 == 1;
    html! {
        @if paired {
            @for (place, part) in parts.iter().enumerate() {
                @if place % 2 == 1 { code { (part) } } @else { (part) }
            }
        } @else {
            (text.trim())
        }
    }
}

/// A type, with a link to it if the database makes it.
fn data_type(database: &Database, data_type: &DataType) -> Markup {
    let text = data_type.to_sql();
    let text = visible(&text);
    let named = name_of_type(data_type).filter(|name| is_made_here(database, name));
    html! {
        @match named {
            Some(name) => a href={ "#" (id("type", name)) } { code { (text) } },
            None => code { (text) },
        }
    }
}

fn name_of_type(data_type: &DataType) -> Option<&QualifiedName> {
    match data_type {
        DataType::Named(named) => Some(&named.name),
        DataType::Array(element) => name_of_type(element),
        DataType::Builtin(_) | DataType::Text(_) => None,
    }
}

/// Both lists are sorted by name.
fn is_made_here(database: &Database, name: &QualifiedName) -> bool {
    let enums = database.enums.binary_search_by(|made| made.name.cmp(name));
    let domains = || {
        database
            .domains
            .binary_search_by(|made| made.name.cmp(name))
    };
    enums.is_ok() || domains().is_ok()
}
