use pgschema::Table;

#[derive(Table)]
#[pg(append_only, grant(select, update(action), truncate, to(runtime)))]
struct Event {
    #[pg(primary_key)]
    id: i64,
    action: String,
}

fn main() {}
