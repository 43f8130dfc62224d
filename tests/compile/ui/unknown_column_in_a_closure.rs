use pgschema::Table;

#[derive(Table)]
#[pg(check(|d| d.titel.ne("")))]
struct Document {
    #[pg(primary_key)]
    id: i64,
    title: String,
}

fn main() {}
