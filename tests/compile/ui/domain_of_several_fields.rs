use pgschema::PgDomain;

#[derive(PgDomain)]
struct Point(i64, i64);

#[derive(PgDomain)]
struct Email {
    address: String,
}

#[derive(PgDomain)]
enum Kind {
    Old,
}

#[derive(PgDomain)]
struct Id<T>(T);

fn main() {}
