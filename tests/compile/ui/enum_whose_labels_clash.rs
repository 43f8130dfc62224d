use pgschema::PgEnum;

#[derive(PgEnum)]
#[pg(native, text)]
enum Status {
    Draft,
    #[pg(name = "draft")]
    Sketch,
}

#[derive(PgEnum)]
#[pg(native)]
enum Long {
    #[pg(name = "a label that is longer than a label of a native enum in PostgreSQL can be")]
    Label,
}

#[derive(PgEnum)]
enum Empty {}

fn main() {}
