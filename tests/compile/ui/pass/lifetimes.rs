//! Structs that borrow.

use std::borrow::Cow;

use pgschema::{ColumnGroup, Database, PgDomain, Table, Version};

#[derive(PgDomain)]
struct Slug<'a>(Cow<'a, str>);

#[derive(ColumnGroup)]
struct Author<'name> {
    name: &'name str,
    #[pg(check = |a| a.email.like("%@%"))]
    email: Option<&'name str>,
}

#[derive(Table)]
#[pg(check(|d| d.title.ne("")), index(columns(author.name, |d| d.slug.lower())))]
struct Document<'a, 'b: 'a> {
    #[pg(primary_key)]
    id: i64,
    #[pg(references(Self::id))]
    parent: Option<i64>,
    #[pg(references(Document::id))]
    next: Option<i64>,
    title: &'a str,
    slug: Slug<'b>,
    bytes: &'b [u8],
    #[pg(jsonb)]
    callback: for<'c> fn(&'c str, &'a str) -> &'c str,
    #[pg(flatten)]
    author: Author<'a>,
}

fn main() {
    let database = Database::builder()
        .schema("app")
        .table::<Document>()
        .build()
        .unwrap();
    let sql = database.render(Version::V18).unwrap();
    assert!(sql.contains("bytes bytea NOT NULL"), "{sql}");
    assert!(sql.contains("name text NOT NULL"), "{sql}");
}
