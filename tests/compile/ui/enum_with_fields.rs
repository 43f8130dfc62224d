use pgschema::PgEnum;

#[derive(PgEnum)]
enum Shape {
    Circle(f64),
    Square { side: f64 },
    Nothing,
}

fn main() {}
