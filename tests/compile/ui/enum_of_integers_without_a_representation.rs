use pgschema::PgEnum;

#[derive(PgEnum)]
#[pg(int)]
enum Level {
    Low,
}

#[derive(PgEnum)]
#[pg(int)]
#[repr(u8)]
enum Height {
    Low,
}

#[derive(PgEnum)]
#[pg(int)]
#[repr(i16)]
enum Depth {
    Low = DEEP,
}

const DEEP: i16 = -1;

fn main() {}
