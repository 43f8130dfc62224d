use pgschema::Table;

#[derive(Table)]
struct Document {
    #[pg(primary_key)]
    id: i64,
    #[pg(default = "draft")]
    state: String,
}

fn main() {}
