use pgschema::PgEnum;

#[derive(PgEnum)]
struct Status {
    name: String,
}

#[derive(PgEnum)]
enum Maybe<T> {
    No,
    Yes(T),
}

fn main() {}
