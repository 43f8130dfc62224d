//! No name is in scope but those that the file writes.

#![no_implicit_prelude]

use ::pgschema::{ColumnGroup, PgDomain, PgEnum, Table};
use ::std::clone::Clone as _;
use ::std::option::Option;
use ::std::string::String;

/// Which document.
#[derive(PgDomain)]
#[pg(transparent)]
struct DocumentId(i64);

#[derive(PgDomain)]
#[pg(check = "VALUE ~ '@'", default = "'nobody@example.org'")]
struct Email(String);

#[derive(PgEnum)]
enum Status {
    Draft,
    Published,
}

#[derive(PgEnum)]
#[pg(int)]
#[repr(i32)]
enum Level {
    Low = -1,
    High,
}

#[derive(ColumnGroup)]
struct Times {
    #[pg(default = now())]
    created_at: ::std::time::SystemTime,
    deleted_at: Option<::std::time::SystemTime>,
}

/// A document.
#[derive(Table)]
#[pg(check(|d| d.title.ne("")), check("deleted_at IS NULL"))]
#[pg(index(columns(times.created_at desc, |d| d.title.lower()), where = |d| d.parent_id.is_null()))]
#[pg(allow(leaky_index, reason = "a test"))]
#[pg(policy(name = "readers", for = select, to(readonly), using = |d| d.status.eq(Status::Published)))]
#[pg(grant(select, to(readonly)))]
struct Document {
    #[pg(primary_key)]
    id: DocumentId,
    #[pg(references(Self::id, on_delete = set_null))]
    parent_id: Option<DocumentId>,
    title: String,
    price: i64,
    email: Email,
    #[pg(default = Status::Draft)]
    status: Status,
    level: Level,
    #[pg(generated(stored = |d| d.title.lower()))]
    title_lower: String,
    #[pg(flatten)]
    times: Times,
}

fn main() {
    if let ::std::result::Result::Err(invalid) = ::pgschema::Database::builder()
        .hardened("app")
        .table::<Document>()
        .build()
    {
        ::std::panic!("{invalid}");
    }
    let columns = <Document as Table>::columns();
    let _ = columns.clone();
}
