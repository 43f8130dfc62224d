use pgschema::Table;

#[derive(Table)]
#[pg(index(columns(title_lower)))]
struct Document {
    #[pg(primary_key)]
    id: i64,
    title: String,
    #[pg(generated(virtual = "lower(title)"))]
    title_lower: String,
    #[pg(unique, generated(virtual = "upper(title)"))]
    title_upper: String,
}

fn main() {}
