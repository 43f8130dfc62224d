use pgschema::PgDomain;

struct Address;

#[derive(PgDomain)]
struct Email(Address);

fn main() {}
