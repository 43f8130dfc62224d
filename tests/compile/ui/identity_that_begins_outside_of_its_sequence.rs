use pgschema::Table;

#[derive(Table)]
struct Document {
    #[pg(primary_key, identity(start = 0))]
    id: i64,
    #[pg(identity(increment = -1, start = 100))]
    down: i64,
    #[pg(identity(increment = 0))]
    nowhere: i64,
}

fn main() {}
