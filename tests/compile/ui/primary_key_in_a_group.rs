use pgschema::ColumnGroup;

#[derive(ColumnGroup)]
#[pg(schema = "app")]
struct Keys {
    #[pg(primary_key)]
    id: i64,
}

fn main() {}
