use pgschema::Table;

struct Times {
    created_at: i64,
}

#[derive(Table)]
struct Document {
    #[pg(primary_key)]
    id: i64,
    #[pg(flatten)]
    times: Times,
}

fn main() {}
