use pgschema::Table;

#[derive(Table)]
struct Document {
    #[pg(primary_key)]
    id: i64,
    #[pg(chekc = "length(title) <= 200")]
    title: String,
}

fn main() {}
