use pgschema::Table;

#[derive(Table)]
#[pg(unique(columns(titel)))]
#[pg(primary_key(columns(id, line)))]
#[pg(tenant = organisation, owner = user)]
struct Document {
    id: i64,
    title: String,
}

fn main() {}
