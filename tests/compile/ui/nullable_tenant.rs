use pgschema::Table;

#[derive(Table)]
#[pg(tenant = tenant_id)]
struct Document {
    #[pg(primary_key)]
    id: i64,
    tenant_id: Option<i64>,
}

fn main() {}
