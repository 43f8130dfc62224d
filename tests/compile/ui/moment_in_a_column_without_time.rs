use pgschema::Table;

#[derive(Table)]
struct Document {
    #[pg(primary_key)]
    id: i64,
    #[pg(touch)]
    title: String,
    #[pg(default = now())]
    created_at: Option<i64>,
    #[pg(default = current_date(), type = "timestamptz[]")]
    changes: String,
    #[pg(default = "now()::text")]
    printed: String,
    #[pg(default = now(), type = "app.moment")]
    read_at: String,
}

fn main() {}
