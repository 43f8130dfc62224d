use chrono::NaiveDateTime;
use pgschema::{ColumnGroup, PgDomain, Table};

type Moment = NaiveDateTime;

#[derive(PgDomain)]
struct Local(jiff::civil::DateTime);

#[derive(PgDomain)]
#[pg(transparent)]
struct Started(Moment);

#[derive(PgDomain)]
#[pg(transparent, type = "timetz")]
struct Opening(String);

#[derive(ColumnGroup)]
struct Times {
    created_at: Moment,
}

#[derive(Table)]
struct Document {
    #[pg(primary_key)]
    id: i64,
    written_at: Option<NaiveDateTime>,
    read_at: time::PrimitiveDateTime,
    printed_at: Local,
    started_at: Started,
    changes: Vec<Moment>,
    opens_at: Opening,
    #[pg(flatten)]
    times: Times,
}

fn main() {}
