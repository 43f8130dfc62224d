//! The library under another path, as a crate that re-exports it would have it.

mod library {
    pub use pgschema as schema;
}

use library::schema::{ColumnGroup, PgDomain, PgEnum, Table};

#[derive(PgDomain)]
#[pg(transparent, crate = library::schema)]
struct Id(i64);

#[derive(PgEnum)]
#[pg(crate = crate::library::schema)]
enum Status {
    Draft,
}

#[derive(ColumnGroup)]
#[pg(crate = self::library::schema)]
struct Times {
    at: i64,
}

#[derive(Table)]
#[pg(crate = ::pgschema)]
struct Document {
    #[pg(primary_key)]
    id: Id,
    status: Status,
    #[pg(flatten)]
    times: Times,
}

fn main() {
    let _ = <Document as Table>::TABLE;
}
