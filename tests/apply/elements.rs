//! What the elements of an array must be, the server refuses otherwise.

use std::num::NonZero;

use pgschema::{Database, PgDomain, PgEnum, Table, Version};
use pgschema_test_support::{apply, sqlstate};

use crate::servers::for_each_database;

#[derive(PgDomain)]
#[pg(name = "ticket")]
struct Ticket(NonZero<i64>);

#[derive(PgDomain)]
#[pg(name = "digest", type = "bytea", check = "octet_length(VALUE) = 4")]
struct Digest([u8; 4]);

#[derive(PgEnum)]
enum Colour {
    Red,
    Green,
}

#[derive(Table)]
#[pg(table = "lists")]
struct List {
    #[pg(primary_key, identity)]
    id: i64,
    #[pg(default = "'{1}'")]
    counts: Vec<NonZero<i16>>,
    maybe: Option<Vec<Option<NonZero<i32>>>>,
    tickets: Option<Vec<Ticket>>,
    grid: Option<Vec<Vec<NonZero<i64>>>>,
    pair: Option<[NonZero<i32>; 2]>,
    points: Option<Vec<[f64; 3]>>,
    matrix: Option<[[i32; 2]; 3]>,
    digests: Option<Vec<Digest>>,
    colours: Option<Vec<Vec<Colour>>>,
    #[pg(default = "'{{1,2},{3,4}}'")]
    square: Vec<Vec<i32>>,
}

#[test]
fn elements_are_checked() {
    let accepted = [
        ("counts", "'{1,2}'"),
        ("counts", "'{}'"),
        ("maybe", "'{1,NULL}'"),
        ("maybe", "NULL"),
        ("tickets", "'{7}'"),
        ("grid", "'{{1,2},{3,4}}'"),
        ("grid", "'{}'"),
        ("pair", "'{1,2}'"),
        ("pair", "NULL"),
        ("points", "'{{1,2,3},{4,5,6}}'"),
        ("points", "'{}'"),
        ("points", "NULL"),
        ("matrix", "'{{1,2},{3,4},{5,6}}'"),
        ("matrix", "NULL"),
        ("digests", r"'{\\x01020304}'"),
        ("colours", "'{{red,green},{green,red}}'"),
        ("square", "'{{1}}'"),
    ];
    let refused = [
        ("counts", "'{1,0}'"),
        ("maybe", "'{NULL,0}'"),
        ("tickets", "'{7,0}'"),
        ("grid", "'{{1,2},{0,4}}'"),
        ("pair", "'{1,0}'"),
        ("pair", "'{1}'"),
        ("points", "'{{1,2},{4,5}}'"),
        ("points", "'{1,2,3}'"),
        ("matrix", "'{{1,2},{3,4}}'"),
        ("matrix", "'{{1,2,3},{3,4,5},{6,7,8}}'"),
        ("matrix", "'{}'"),
        ("matrix", "'{1,2,3}'"),
        ("digests", r"'{\\x01020304,\\x01}'"),
        ("colours", "'{{red,blue}}'"),
    ];
    let database = Database::builder()
        .schema("ring")
        .table::<List>()
        .build()
        .unwrap();
    for_each_database(|version: Version, server| {
        let mut owner = server.owner();
        apply(&mut owner, &database.render(version).unwrap());
        for (column, value) in accepted {
            let insert = format!("INSERT INTO ring.lists ({column}) VALUES ({value})");
            owner
                .batch_execute(&insert)
                .unwrap_or_else(|error| panic!("{insert}: {error:?}"));
        }
        for (column, value) in refused {
            let insert = format!("INSERT INTO ring.lists ({column}) VALUES ({value})");
            match owner.batch_execute(&insert) {
                Ok(()) => panic!("not refused: {insert}"),
                Err(error) => assert_eq!(sqlstate(&error), "23514", "{insert}"),
            }
        }
    });
}
