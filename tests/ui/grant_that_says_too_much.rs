use pgschema::Table;

#[derive(Table)]
#[pg(grant(all, to(runtime)))]
#[pg(grant(select))]
#[pg(grant(to(runtime)))]
#[pg(grant(delete(title), to(runtime)))]
#[pg(grant(select, to(app_support)))]
struct Document {
    #[pg(primary_key)]
    id: i64,
    title: String,
}

fn main() {}
