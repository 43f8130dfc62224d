use pgschema::Table;

#[derive(Table)]
#[pg(grant(all, to(runtime)))]
#[pg(grant(select))]
#[pg(grant(to(runtime)))]
#[pg(grant(delete(title), to(runtime)))]
#[pg(grant(select, to(app_support)))]
#[pg(grant(select, with_grant_option, to(runtime)))]
#[pg(grant(all_privileges, with grant option, to(runtime)))]
struct Document {
    #[pg(primary_key)]
    id: i64,
    title: String,
}

fn main() {}
