use pgschema::{PgEnum, Table};

/// It derives nothing.
enum Priority {
    Low,
}

#[derive(PgEnum)]
enum Status {
    Draft,
}

#[derive(Table)]
struct Document {
    #[pg(primary_key)]
    id: i64,
    #[pg(default = Priority::Low)]
    order: i32,
    #[pg(type = "text", default = Priority::Low)]
    priority: Priority,
    #[pg(default = Status::Draft)]
    note: Option<String>,
    #[pg(default = Status::Draft as i32)]
    number: Status,
}

fn main() {}
