use pgschema::Table;

#[derive(Table)]
struct Document {
    #[pg(primary_key)]
    id: i64,
    #[pg(tenant = tenant_id)]
    tenant_id: i64,
}

fn main() {}
