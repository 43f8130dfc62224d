use pgschema::Table;

#[derive(Table)]
#[pg(tenant = tenant_id)]
#[pg(index(columns(tags), using = gin))]
#[pg(index(columns("lower(title)"), where = "length(title) > 3"))]
#[pg(index(columns(|d| d.title.upper())))]
#[pg(index(columns("lower(title)"), unique))]
#[pg(index(columns(title), where = "lower(title) <> ''"))]
struct Document {
    #[pg(primary_key)]
    id: i64,
    tenant_id: i64,
    title: String,
    tags: Vec<String>,
}

fn main() {}
