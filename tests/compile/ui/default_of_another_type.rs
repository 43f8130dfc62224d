use pgschema::Table;

#[derive(Table)]
struct Document {
    #[pg(primary_key)]
    id: i64,
    #[pg(default = true)]
    size: i64,
}

#[derive(Table)]
struct Folder {
    #[pg(primary_key)]
    id: i64,
    #[pg(default = 0)]
    title: String,
}

fn main() {}
