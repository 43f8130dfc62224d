use pgschema::PgEnum;

#[derive(PgEnum)]
#[pg(rename = "state", natve)]
enum Status {
    #[pg(label = "draft")]
    Draft,
}

fn main() {}
