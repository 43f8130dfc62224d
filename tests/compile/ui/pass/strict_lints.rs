//! Expansions have no warnings, and need no `unsafe`.

#![deny(
    warnings,
    missing_docs,
    missing_debug_implementations,
    unused_qualifications,
    unreachable_pub,
    unnameable_types,
    single_use_lifetimes,
    elided_lifetimes_in_paths,
    unused_lifetimes,
    trivial_casts,
    clippy::all,
    clippy::pedantic,
    clippy::nursery
)]
#![forbid(unsafe_code)]

use pgschema::{ColumnGroup, PgDomain, PgEnum, Table};

/// Which document.
#[derive(Debug, PgDomain)]
#[pg(transparent)]
pub struct DocumentId(i64);

/// Where to write to.
#[derive(Debug, PgDomain)]
#[pg(check = "VALUE ~ '@'")]
pub struct Email(String);

/// How far a document is.
#[derive(Debug, PgEnum)]
pub enum Status {
    /// Nobody sees it.
    Draft,
    /// Everybody sees it.
    Published,
}

/// When.
#[derive(Debug, ColumnGroup)]
pub struct Times {
    /// At first.
    #[pg(default = now())]
    pub created_at: std::time::SystemTime,
    /// At last.
    #[pg(touch)]
    pub updated_at: std::time::SystemTime,
}

/// A document.
#[derive(Debug, Table)]
#[pg(check(|d| d.title.ne("")), index(columns(times.created_at)), check("updated_at > created_at"))]
#[pg(foreign_key(columns(parent_id), references(Document::id)))]
pub struct Document {
    /// Which.
    #[pg(primary_key)]
    pub id: DocumentId,
    /// Of which.
    #[pg(references(Self::id, on_delete = set_null))]
    pub parent_id: Option<DocumentId>,
    /// Its title.
    #[pg(generated(stored = |d| d.email.lower()))]
    pub title: String,
    /// Its author.
    pub email: Email,
    /// Its price.
    pub price: Option<i64>,
    /// Its state.
    #[pg(default = Status::Draft)]
    pub status: Status,
    /// When.
    #[pg(flatten)]
    pub times: Times,
}

/// Only there for its columns.
#[derive(Table)]
struct Unused {
    #[pg(primary_key)]
    id: i64,
    name: String,
    kind: Kind,
    #[pg(skip)]
    cache: Vec<u32>,
}

/// Only there for its labels.
#[derive(PgEnum)]
enum Kind {
    One,
    Two,
}

fn main() {
    let built = pgschema::Database::builder()
        .schema("app")
        .table::<Document>()
        .table::<Unused>()
        .build();
    assert!(
        built.is_ok(),
        "{}",
        built
            .err()
            .map(|invalid| invalid.to_string())
            .unwrap_or_default()
    );
}
