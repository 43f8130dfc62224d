use pgschema::Table;

#[derive(Table)]
struct Document<T> {
    #[pg(primary_key)]
    id: T,
}

#[derive(Table)]
struct Bytes<const N: usize> {
    #[pg(primary_key)]
    id: [u8; N],
}

fn main() {}
