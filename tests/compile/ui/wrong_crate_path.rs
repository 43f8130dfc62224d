use pgschema::Table;

#[derive(Table)]
#[pg(crate = my_crate::pgschema)]
struct Document {
    #[pg(primary_key)]
    id: i64,
}

fn main() {}
