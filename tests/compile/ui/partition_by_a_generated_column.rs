use pgschema::Table;

#[derive(Table)]
#[pg(
    partition_by(list(month, kind)),
    partition(name = "parts", in(minvalue))
)]
#[pg(partition_by(hash(id), partitions = 4))]
struct Event {
    #[pg(primary_key)]
    id: i64,
    kind: i64,
    #[pg(generated(stored = "id / 30"))]
    month: i64,
}

#[derive(Table)]
#[pg(partition_by(range(id), partitions = 4))]
struct Numbered {
    #[pg(primary_key)]
    id: i64,
}

#[derive(Table)]
#[pg(
    partition_by(hash(id)),
    partition(name = "one", modulus = 4, remainder = 4)
)]
struct Hashed {
    #[pg(primary_key)]
    id: i64,
}

fn main() {}
