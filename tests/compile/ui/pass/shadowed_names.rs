//! The user has other things under the names of the standard library and of expansions.

#![allow(dead_code, non_camel_case_types, unused_imports, unused_macros)]

mod shadows {
    pub struct Option;
    pub struct Result;
    pub struct String;
    pub struct Vec;
    pub struct Some;
    pub struct None;
    pub struct Ok;
    pub struct u8;
    pub struct str;
    pub struct bool;
    pub trait Clone {}
    pub trait Copy {}
    pub trait Into {}
    pub trait ToString {}
    pub mod core {}
    pub mod std {}
    pub mod alloc {}
    pub mod pg {
        pub struct Table;
    }
    pub mod __private {}
    pub struct Column;
    pub struct ColumnDef;
    pub struct TableDef;
}

use pgschema::{ColumnGroup as Group, PgDomain, PgEnum, Table as DeriveTable};
use shadows::*;

macro_rules! panic {
    ($($anything:tt)*) => {
        compile_error!("not this one")
    };
}

macro_rules! assert {
    ($($anything:tt)*) => {
        compile_error!("not this one")
    };
}

macro_rules! concat {
    ($($anything:tt)*) => {
        compile_error!("not this one")
    };
}

#[derive(PgDomain)]
struct Id(i64);

#[derive(PgEnum)]
enum Result2 {
    Ok,
    Err,
}

#[derive(Group)]
struct Times {
    at: i64,
}

#[derive(DeriveTable)]
#[pg(check("at > 0"), check(|d| d.outcome.eq(Result2::Ok)))]
struct Table {
    #[pg(primary_key)]
    id: Id,
    #[pg(references(Table::id, on_delete = set_null))]
    parent: ::core::option::Option<Id>,
    outcome: Result2,
    price: i64,
    #[pg(flatten)]
    times: Times,
}

fn main() {
    let _ = <Table as pgschema::Table>::TABLE;
}
