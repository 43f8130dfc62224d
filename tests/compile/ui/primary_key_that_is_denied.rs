use pgschema::Table;

#[derive(Table)]
#[pg(no_primary_key)]
struct Line {
    #[pg(primary_key)]
    id: i64,
}

fn main() {}
