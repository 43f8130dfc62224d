use pgschema::{PgDomain, Table};

#[derive(PgDomain)]
struct CountryId(i16);

#[derive(Table)]
struct Country {
    #[pg(primary_key)]
    id: CountryId,
}

#[derive(Table)]
#[pg(tenant = tenant_id, primary_key(columns(tenant_id, number)))]
struct Invoice {
    tenant_id: i64,
    number: i32,
}

#[derive(Table)]
struct Person {
    #[pg(primary_key, identity, type = "int")]
    id: u32,
}

fn main() {}
