use pgschema::Table;

#[derive(Table)]
#[pg(partition_by(range(created_at)))]
#[pg(partition(name = "events_de", in("de")))]
#[pg(partition(name = "events_1", from(1, 2), to(2)))]
#[pg(partition(name = "events_2", from(1)))]
#[pg(partition(name = "events_3", from(null), to(maxvalue)))]
struct Event {
    #[pg(primary_key)]
    created_at: i64,
}

#[derive(Table)]
#[pg(partition(name = "events_1", default))]
struct Whole {
    #[pg(primary_key)]
    id: i64,
}

fn main() {}
