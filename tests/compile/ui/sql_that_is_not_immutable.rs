use pgschema::Table;

#[derive(Table)]
#[pg(index(columns(title), where = "created_on > current_date"))]
#[pg(index(columns("to_tsvector(title)"), using = gin))]
#[pg(check(name = "past", "created_on <= current_date"))]
struct Document {
    #[pg(primary_key)]
    id: i64,
    title: String,
    created_on: chrono::NaiveDate,
    #[pg(generated(stored = "now() - interval '1 day'"), type = "timestamptz")]
    read_at: String,
    #[pg(generated(stored = "concat(title, '!')"))]
    shouted: String,
    #[pg(generated(stored = "to_tsvector(coalesce(title, ''))"), type = "tsvector")]
    words: String,
}

fn main() {}
