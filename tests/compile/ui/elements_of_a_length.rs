use pgschema::{ColumnGroup, PgDomain, Table};

#[derive(PgDomain)]
#[pg(type = "bytea", check = "octet_length(VALUE) = 32")]
struct Digest([u8; 32]);

/// The length is that of the column, not of the domain.
#[derive(PgDomain)]
struct Short([u8; 4]);

#[derive(ColumnGroup)]
struct Hashes {
    first: Option<[[u8; 32]; 2]>,
}

#[derive(Table)]
struct Document {
    #[pg(primary_key)]
    id: i64,
    hash: [u8; 32],
    digests: Vec<Digest>,
    hashes: Vec<[u8; 32]>,
    shorts: Vec<Short>,
    #[pg(type = "bytea[]")]
    others: Vec<[u8; 32]>,
    #[pg(flatten)]
    group: Hashes,
}

fn main() {}
