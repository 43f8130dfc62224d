use pgschema::PgDomain;

#[derive(PgDomain)]
#[pg(check = "email ~ '@'", default = "nobody", check(|v| v.ne("")))]
struct Email(String);

#[derive(PgDomain)]
#[pg(transparent, check = "VALUE <> ''")]
struct Name(String);

#[derive(PgDomain)]
struct Maybe(Option<String>);

fn main() {}
