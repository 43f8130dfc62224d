//! Attributes under `cfg_attr`, doc comments from files, structs from macros, types from macros,
//! and structs inside of functions.

use pgschema::{Database, Table, Version};

#[derive(Table)]
#[doc = concat!("A document ", "of somebody.")]
#[cfg_attr(all(), pg(table = "documents"))]
#[cfg_attr(any(), pg(unknown = "key"))]
struct Document {
    #[cfg_attr(all(), pg(primary_key))]
    id: i64,
    /** What it says,
    in two lines. */
    #[cfg_attr(all(), pg(check = "length(title) <= 200"))]
    title: String,
    #[cfg(any())]
    gone: u8,
}

macro_rules! integer {
    () => {
        i64
    };
}

macro_rules! table {
    ($name:ident, $field:ident: $type:ty, $check:expr) => {
        #[derive(Table)]
        struct $name {
            #[pg(primary_key)]
            id: integer!(),
            #[pg(max_len = 20)]
            $field: $type,
            #[pg(references($name::id))]
            parent: Option<integer![]>,
        }
    };
}

table!(Note, body: String, true);

fn main() {
    #[derive(Table)]
    struct Local {
        #[pg(primary_key)]
        id: i64,
    }

    let database = Database::builder()
        .schema("app")
        .table::<Document>()
        .table::<Note>()
        .table::<Local>()
        .build()
        .unwrap();
    let sql = database.render(Version::V18).unwrap();
    assert!(sql.contains("'A document of somebody.'"), "{sql}");
    assert!(sql.contains("app.documents"), "{sql}");
}
