use pgschema::Table;

#[derive(Table)]
struct Document {
    #[pg(primary_key)]
    id: i64,
    #[pg(check = "title <> ''); DROP TABLE users; --")]
    title: String,
    #[pg(check = "length(body) <= (200")]
    body: String,
    #[pg(check = "slug <> '")]
    slug: String,
    #[pg(check = "")]
    note: String,
    #[pg(check = "true -- always")]
    kind: String,
    #[pg(default = "$1")]
    size: i64,
    #[pg(type = "text NOT NULL")]
    state: String,
}

fn main() {}
