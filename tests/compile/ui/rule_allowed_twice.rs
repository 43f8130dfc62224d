use pgschema::Table;

#[derive(Table)]
#[pg(
    allow(no_row_security, reason = "public"),
    allow(no_row_security, reason = "still public")
)]
struct Document {
    #[pg(primary_key)]
    id: i64,
}

fn main() {}
