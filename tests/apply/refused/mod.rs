//! What every server refuses is refused before there is one, with a message that helps; and what a
//! server takes isn't.

mod columns;
mod expressions;
mod foreign_keys;
mod generated;
mod indexes;
mod objects;
mod partitions;
mod views;

use pgschema::model::{Column, Table};
use pgschema::sql::{DataType, Expr, Identifier, QualifiedName, TypeText};
use pgschema::{BuiltinType, Database, DatabaseBuilder, Version};
use pgschema_test_support::{apply, for_each_version};

pub(super) use crate::order::table;

/// The types of PostgreSQL itself that a column can have.
#[rustfmt::skip]
const TYPES: [BuiltinType; 53] = {
    use BuiltinType as B;
    [
        B::Boolean, B::Smallint, B::Integer, B::Bigint, B::Real, B::DoublePrecision,
        B::Numeric { precision: None, scale: None }, B::Money, B::Text, B::Varchar(None), B::Char(None),
        B::InternalChar, B::Name, B::Bytea, B::Uuid, B::Date, B::Time, B::TimeTz, B::Timestamp, B::TimestampTz,
        B::Interval, B::Json, B::Jsonb, B::Jsonpath, B::Xml, B::Inet, B::Cidr, B::Macaddr, B::Macaddr8,
        B::Bit(None), B::Varbit(None), B::Tsvector, B::Tsquery, B::Oid, B::Int4range, B::Int8range, B::Numrange,
        B::Tsrange, B::Tstzrange, B::Daterange, B::Int4multirange, B::Int8multirange, B::Nummultirange,
        B::Tsmultirange, B::Tstzmultirange, B::Datemultirange, B::Point, B::Line, B::Lseg, B::Box, B::Path,
        B::Polygon, B::Circle,
    ]
};

/// What can't be: a database, what its message says, and a statement that says the same to a server.
struct Case {
    builder: DatabaseBuilder,
    texts: &'static [&'static str],
    sql: &'static str,
}

fn case(builder: DatabaseBuilder, texts: &'static [&'static str], sql: &'static str) -> Case {
    Case {
        builder,
        texts,
        sql,
    }
}

/// A case of one table, `ring.a` with an integer `id` as its key, after a change.
fn changed(
    change: impl FnOnce(&mut Table),
    texts: &'static [&'static str],
    sql: &'static str,
) -> Case {
    let mut changed = table("a", &[]);
    change(&mut changed);
    case(plain().model_table(changed), texts, sql)
}

fn plain() -> DatabaseBuilder {
    Database::builder().schema("ring")
}

fn identifier(name: &str) -> Identifier {
    Identifier::new(name).unwrap()
}

fn identifiers(names: &[&str]) -> Vec<Identifier> {
    names.iter().map(|name| identifier(name)).collect()
}

fn named(name: &str) -> QualifiedName {
    QualifiedName::new("ring", name).unwrap()
}

fn sql(text: &str) -> Expr {
    Expr::sql(text).unwrap()
}

fn written(text: &str) -> DataType {
    DataType::Text(TypeText::new(text).unwrap())
}

/// A column that may be NULL.
fn column(name: &str, data_type: impl Into<DataType>) -> Column {
    Column {
        nullable: true,
        ..Column::new(identifier(name), data_type.into())
    }
}

/// One more column of type integer.
fn integer(name: &str) -> Column {
    column(name, BuiltinType::Integer)
}

/// One table with these columns beside its key.
fn with_columns(columns: impl IntoIterator<Item = Column>) -> DatabaseBuilder {
    let mut table = table("a", &[]);
    table.columns.extend(columns);
    plain().model_table(table)
}

/// Checks that each case is refused with its texts in one problem, and that no server of the
/// versions from this one on takes its statement after those of `before`.
#[track_caller]
fn refused_since(since: u32, before: &str, cases: Vec<Case>) {
    let mut statements = Vec::new();
    for Case {
        builder,
        texts,
        sql,
    } in cases
    {
        let invalid = match builder.build() {
            Ok(database) => panic!("not refused: {sql}\n{}", database.to_json()),
            Err(invalid) => invalid,
        };
        let says_all = |problem: &pgschema::validate::Problem| {
            let message = problem.to_string();
            texts.iter().all(|text| message.contains(text))
        };
        assert!(
            invalid.problems().iter().any(says_all),
            "{texts:?} for {sql}\nare not in: {invalid}"
        );
        assert_eq!(invalid.problems().len(), 1, "{sql}: {invalid}");
        statements.push(sql);
    }
    for_each_version(|cluster| {
        if cluster.version() < since {
            return;
        }
        let server = cluster.fresh_database();
        let mut client = server.owner();
        client
            .batch_execute("CREATE SCHEMA ring; SET search_path = ring")
            .unwrap();
        client.batch_execute(before).unwrap();
        for sql in &statements {
            let result = client.batch_execute(&format!("BEGIN; {sql}; ROLLBACK"));
            let version = cluster.version();
            assert!(result.is_err(), "PostgreSQL {version} takes: {sql}");
            client.batch_execute("ROLLBACK").unwrap();
        }
    });
}

/// As [`refused_since`], by every version.
#[track_caller]
fn refused(before: &str, cases: Vec<Case>) {
    refused_since(14, before, cases);
}

/// Checks that a database is taken, and by the servers of the versions from this one on too.
#[track_caller]
fn taken_since(since: u32, builder: DatabaseBuilder) {
    let database = builder.build().unwrap();
    for_each_version(|cluster| {
        if cluster.version() < since {
            return;
        }
        let version = Version::try_from(cluster.version()).unwrap();
        let server = cluster.fresh_database();
        for _ in 0..2 {
            apply(&mut server.owner(), &database.render(version).unwrap());
        }
    });
}

#[track_caller]
fn taken(builder: DatabaseBuilder) {
    taken_since(14, builder);
}
