//! Structs whose fields, types and attributes come to a macro as fragments.

use pgschema::{ColumnGroup, Database, Table};

macro_rules! table {
    ($name:ident { $($(#[$attribute:meta])* $field:ident: $type:ty,)* }) => {
        #[derive(Table)]
        struct $name {
            #[pg(primary_key)]
            id: i64,
            $($(#[$attribute])* $field: $type,)*
        }
    };
}

macro_rules! group {
    ($name:ident: $field:ident, $type:ty, $target:ident) => {
        #[derive(ColumnGroup)]
        struct $name {
            #[pg(references($target::id))]
            $field: $type,
        }
    };
}

macro_rules! child {
    ($name:ident of $parent:ident by $field:ident: $type:ty, $group:ty, $check:expr) => {
        #[derive(Table)]
        #[pg(foreign_key(columns($field), references($parent::id)), check($check))]
        #[pg(index(columns($field), where = |row| row.$field.gt(0)), index(columns(inner.$field)))]
        struct $name {
            #[pg(primary_key)]
            id: i64,
            #[pg(references($parent::id, on_delete = cascade), default = 1)]
            $field: $type,
            #[pg(references(Self::id, on_delete = set_null))]
            before: Option<$type>,
            #[pg(flatten)]
            inner: $group,
        }
    };
}

table! {
    Folder {
        #[pg(max_len = 100)]
        title: String,
        #[pg(references(Folder::id))]
        parent: Option<i64>,
    }
}

group!(Inner: folder_id, i64, Folder);
child!(Document of Folder by folder_id: i64, Inner, |row| row.folder_id.gt(0));

fn main() {
    let _ = Database::builder()
        .schema("app")
        .table::<Folder>()
        .table::<Document>()
        .build();
}
