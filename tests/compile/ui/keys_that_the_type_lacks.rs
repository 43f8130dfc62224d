use pgschema::{PgEnum, Table};

#[derive(PgEnum)]
#[pg(native)]
enum Mood {
    Sad,
    Happy,
}

#[derive(Table)]
struct Document {
    #[pg(primary_key)]
    id: i64,
    #[pg(collate = "C")]
    number: Option<i64>,
    #[pg(storage = external)]
    size: i32,
    #[pg(storage = plain)]
    weight: i32,
    #[pg(compression = lz4)]
    mood: Mood,
    #[pg(precision = 12, scale = 2)]
    price: i64,
    #[pg(dimensions = 3)]
    title: String,
    #[pg(collate = "C", storage = main, compression = pglz)]
    tags: Vec<String>,
}

fn main() {}
