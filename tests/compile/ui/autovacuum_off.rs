use pgschema::Table;

#[derive(Table)]
#[pg(storage(fillfactor = 70, autovacuum_enabled = false))]
struct Document {
    #[pg(primary_key)]
    id: i64,
}

fn main() {}
