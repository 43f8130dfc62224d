use pgschema::Table;

#[derive(Table)]
struct Document {
    #[pg(primary_key)]
    id: i64,
    #[pg(max_len = 20, type = "integer")]
    pages: i32,
    #[pg(type = "varchar(20)[]", max_len = 20)]
    tags: Vec<String>,
}

fn main() {}
