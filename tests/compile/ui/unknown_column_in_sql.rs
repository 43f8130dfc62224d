use pgschema::Table;

#[derive(Table)]
#[pg(check("length(titel) <= 200"))]
#[pg(index(columns("lower(titel)"), where = "deleted IS NULL"))]
#[pg(allow(leaky_index, reason = "a test"))]
#[pg(policy(name = "readers", for = select, to(readonly), using = "publshed"))]
struct Document {
    #[pg(primary_key)]
    id: i64,
    title: String,
    published: bool,
}

fn main() {}
