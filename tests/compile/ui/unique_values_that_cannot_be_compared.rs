use pgschema::Table;

#[derive(Table)]
#[pg(unique(columns(title, place)))]
#[pg(index(columns(page), unique))]
struct Document {
    #[pg(primary_key)]
    id: i64,
    title: String,
    place: geo_types::Point<f64>,
    #[pg(type = "xml")]
    page: String,
    #[pg(unique, type = "json", allow(json_column, reason = "signed as it was written"))]
    details: String,
}

fn main() {}
