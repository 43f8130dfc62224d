//! Which type of PostgreSQL each Rust type is: the whole table of `pgschema::types`.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::num::{NonZeroI16, NonZeroI32, NonZeroI64};
use std::ops::{Range, RangeInclusive};
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use pgschema::define::TypeCheck;
use pgschema::sql::{Literal, ToSql};
use pgschema::typed::{Column, SqlValue, ToLiteral, predicate};
use pgschema::{BuiltinType, ColumnType, PgElement, PgType, TypeDef};

fn name(definition: &TypeDef) -> String {
    match definition {
        TypeDef::Builtin(builtin) => builtin.name().to_owned(),
        TypeDef::Array(element) => name(element).trim_end_matches("[]").to_owned() + "[]",
        TypeDef::Extension { extension, name } => format!("{name} of {extension}"),
        other => format!("{other:?}"),
    }
}

/// The column of a Rust type, and the column of its `Option`.
fn column<T: PgType>() -> (String, &'static [TypeCheck]) {
    let nullable = (
        <T as ColumnType>::NULLABLE,
        <Option<T> as ColumnType>::NULLABLE,
    );
    assert_eq!(nullable, (false, true));
    let required = name(&<T as ColumnType>::TYPE);
    assert_eq!(name(&<Option<T> as ColumnType>::TYPE), required);
    assert_eq!(<T as ColumnType>::CHECKS, <Option<T> as ColumnType>::CHECKS);
    (required, <T as ColumnType>::CHECKS)
}

/// The SQL of a type that has an array and no CHECK.
#[track_caller]
fn is<T: PgType>(expected: &str) {
    assert_eq!(column::<T>(), (expected.to_owned(), [].as_slice()));
    let array = format!("{}[]", expected.trim_end_matches("[]"));
    if let TypeDef::Extension { .. } = T::TYPE {
        return;
    }
    assert_eq!(name(&<Vec<T> as ColumnType>::TYPE), array);
    assert_eq!(name(&<Vec<Option<T>> as ColumnType>::TYPE), array);
    assert_eq!(name(&<Box<[T]> as ColumnType>::TYPE), array);
    assert_eq!(name(&<T as PgElement>::ARRAY), array);
}

#[track_caller]
fn is_checked<T: PgType>(expected: &str, checks: &[TypeCheck]) {
    assert_eq!(column::<T>(), (expected.to_owned(), checks));
}

#[track_caller]
fn literal(value: impl ToLiteral, expected: &str) {
    let literal = value.to_literal().map(|literal| literal.to_sql());
    assert_eq!(literal.as_deref(), Ok(expected));
}

#[test]
fn booleans_and_numbers() {
    is::<bool>("boolean");
    is::<i16>("smallint");
    is::<i32>("integer");
    is::<i64>("bigint");
    is::<f32>("real");
    is::<f64>("double precision");
    is_checked::<NonZeroI16>("smallint", &[TypeCheck::NotZero]);
    is_checked::<NonZeroI32>("integer", &[TypeCheck::NotZero]);
    is_checked::<NonZeroI64>("bigint", &[TypeCheck::NotZero]);
}

#[test]
fn text() {
    is::<String>("text");
    is::<&'static str>("text");
    is::<Box<str>>("text");
    is::<Arc<str>>("text");
    is::<Rc<str>>("text");
    is::<Cow<'static, str>>("text");
}

#[test]
fn bytes() {
    is::<Vec<u8>>("bytea");
    is::<&'static [u8]>("bytea");
    is::<Box<[u8]>>("bytea");
    is::<Arc<[u8]>>("bytea");
    is::<Cow<'static, [u8]>>("bytea");
    is_checked::<[u8; 32]>("bytea", &[TypeCheck::OctetLength(32)]);
    is_checked::<&'static [u8; 4]>("bytea", &[TypeCheck::OctetLength(4)]);
    assert_eq!(name(&<Vec<[u8; 32]> as ColumnType>::TYPE), "bytea[]");
}

#[test]
fn arrays() {
    is::<Vec<i32>>("integer[]");
    is::<Vec<Vec<i32>>>("integer[]");
    is::<Arc<[String]>>("text[]");
    is::<&'static [bool]>("boolean[]");
    is_checked::<[f64; 3]>("double precision[]", &[TypeCheck::Cardinality(3)]);
    is_checked::<[Option<i16>; 2]>("smallint[]", &[TypeCheck::Cardinality(2)]);
    is_checked::<[[f64; 2]; 3]>(
        "double precision[]",
        &[
            TypeCheck::Cardinality(3),
            TypeCheck::Elements(&[TypeCheck::Cardinality(2)]),
        ],
    );
    is_checked::<Vec<Option<NonZeroI32>>>(
        "integer[]",
        &[TypeCheck::Elements(&[TypeCheck::NotZero])],
    );
    is_checked::<Vec<[u8; 4]>>(
        "bytea[]",
        &[TypeCheck::Elements(&[TypeCheck::OctetLength(4)])],
    );
}

#[test]
fn conditions_on_elements_that_a_check_can_hold() {
    fn can_be_checked<T: PgType>() -> bool {
        T::CHECKS.iter().all(|check| check.can_be_checked(&T::TYPE))
    }
    assert!(can_be_checked::<[u8; 4]>());
    assert!(can_be_checked::<Vec<NonZeroI32>>());
    assert!(can_be_checked::<Vec<Vec<[NonZeroI32; 3]>>>());
    assert!(!can_be_checked::<Vec<[u8; 4]>>());
    assert!(!can_be_checked::<[Vec<[u8; 4]>; 2]>());
}

#[test]
fn pointers() {
    is::<Box<i32>>("integer");
    is::<Rc<i64>>("bigint");
    is::<Arc<Vec<String>>>("text[]");
    is_checked::<Box<[u8; 16]>>("bytea", &[TypeCheck::OctetLength(16)]);
    is_checked::<Arc<NonZeroI32>>("integer", &[TypeCheck::NotZero]);
}

#[test]
fn ranges() {
    is::<Range<i32>>("int4range");
    is::<Range<i64>>("int8range");
    is::<Range<SystemTime>>("tstzrange");
    is::<RangeInclusive<i32>>("int4range");
    literal(1_i32..10, "'[1,10)'");
    literal(1_i64..=10, "'[1,10]'");
}

#[test]
fn times_of_the_standard_library() {
    is::<SystemTime>("timestamptz");
    is::<Duration>("interval");
    literal(Duration::from_micros(1_500_000), "'1.5 seconds'");
}

#[test]
fn addresses_of_the_standard_library() {
    is::<IpAddr>("inet");
    is::<Ipv4Addr>("inet");
    is::<Ipv6Addr>("inet");
    literal(Ipv4Addr::LOCALHOST, "'127.0.0.1'");
    literal(IpAddr::V6(Ipv6Addr::LOCALHOST), "'::1'");
}

#[test]
fn json() {
    is::<serde_json::Value>("jsonb");
    is::<serde_json::Map<String, serde_json::Value>>("jsonb");
    literal(
        serde_json::json!({ "it's": [1, null] }),
        r#"'{"it''s":[1,null]}'"#,
    );
}

#[test]
fn uuid() {
    is::<::uuid::Uuid>("uuid");
    literal(
        ::uuid::Uuid::nil(),
        "'00000000-0000-0000-0000-000000000000'",
    );
    literal(
        vec![::uuid::Uuid::nil()],
        r#"'{"00000000-0000-0000-0000-000000000000"}'"#,
    );
}

#[test]
fn chrono() {
    use ::chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};

    is::<DateTime<Utc>>("timestamptz");
    is::<DateTime<FixedOffset>>("timestamptz");
    is::<NaiveDateTime>("timestamp");
    is::<NaiveDate>("date");
    is::<NaiveTime>("time");
    is::<TimeDelta>("interval");
    is::<Range<DateTime<Utc>>>("tstzrange");
    is::<Range<NaiveDateTime>>("tsrange");
    is::<RangeInclusive<NaiveDate>>("daterange");

    let moment = DateTime::from_timestamp(0, 500_000_000).expect("a moment of this time");
    literal(moment, "'1970-01-01 00:00:00.500+00'");
    let vienna = FixedOffset::east_opt(3600).expect("an hour is an offset");
    literal(
        moment.with_timezone(&vienna),
        "'1970-01-01 00:00:00.500+00'",
    );
    literal(moment.naive_utc(), "'1970-01-01 00:00:00.500'");
    literal(moment.date_naive(), "'1970-01-01'");
    literal(moment.naive_utc().time(), "'00:00:00.500'");
    literal(TimeDelta::milliseconds(-1500), "'-1.5 seconds'");
    let day = moment.date_naive();
    literal(
        day..day.succ_opt().expect("a day after"),
        r#"'["1970-01-01","1970-01-02")'"#,
    );
}

#[test]
fn time() {
    use ::time::{Date, Duration, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};

    is::<OffsetDateTime>("timestamptz");
    is::<PrimitiveDateTime>("timestamp");
    is::<Date>("date");
    is::<Time>("time");
    is::<Duration>("interval");
    is::<Range<OffsetDateTime>>("tstzrange");
    is::<Range<PrimitiveDateTime>>("tsrange");
    is::<Range<Date>>("daterange");

    let hour = UtcOffset::from_hms(1, 0, 0).expect("an hour is an offset");
    literal(
        OffsetDateTime::UNIX_EPOCH.to_offset(hour),
        "'1970-01-01 00:00:00+00'",
    );
    let epoch = OffsetDateTime::UNIX_EPOCH;
    literal(
        PrimitiveDateTime::new(epoch.date(), epoch.time()),
        "'1970-01-01 00:00:00'",
    );
    literal(epoch.date(), "'1970-01-01'");
    literal(
        Time::from_hms_milli(9, 5, 0, 500).expect("a time"),
        "'09:05:00.5'",
    );
    literal(Duration::seconds(-90), "'-90 seconds'");
}

#[test]
fn jiff() {
    use ::jiff::civil::{Date, DateTime, Time, date, time};
    use ::jiff::{SignedDuration, Span, Timestamp};

    is::<Timestamp>("timestamptz");
    is::<DateTime>("timestamp");
    is::<Date>("date");
    is::<Time>("time");
    is::<Span>("interval");
    is::<SignedDuration>("interval");
    is::<Range<Timestamp>>("tstzrange");
    is::<Range<DateTime>>("tsrange");
    is::<Range<Date>>("daterange");

    literal(Timestamp::UNIX_EPOCH, "'1970-01-01T00:00:00Z'");
    literal(date(2026, 1, 31).at(9, 5, 0, 0), "'2026-01-31T09:05:00'");
    literal(date(2026, 1, 31), "'2026-01-31'");
    literal(time(9, 5, 0, 500_000_000), "'09:05:00.5'");
    literal(SignedDuration::from_millis(-1500), "'-1.5 seconds'");
}

#[test]
fn decimals() {
    is::<::rust_decimal::Decimal>("numeric");
    is::<::bigdecimal::BigDecimal>("numeric");
    is::<Range<::rust_decimal::Decimal>>("numrange");
    is::<Range<::bigdecimal::BigDecimal>>("numrange");
    literal(::rust_decimal::Decimal::new(-1250, 2), "-12.50");
    literal(::bigdecimal::BigDecimal::new(1250.into(), 2), "12.50");
}

#[test]
fn networks() {
    is::<::ipnet::IpNet>("inet");
    is::<::ipnet::Ipv4Net>("inet");
    is::<::ipnet::Ipv6Net>("inet");
    is::<::ipnetwork::IpNetwork>("inet");
    is::<::ipnetwork::Ipv4Network>("inet");
    is::<::ipnetwork::Ipv6Network>("inet");
    is::<::mac_address::MacAddress>("macaddr");
    let network = ::ipnet::Ipv4Net::new(Ipv4Addr::new(10, 0, 0, 0), 8).expect("a network");
    literal(network, "'10.0.0.0/8'");
    let network = ::ipnetwork::Ipv4Network::new(Ipv4Addr::new(10, 0, 0, 0), 8);
    literal(network.expect("a network"), "'10.0.0.0/8'");
    literal(
        ::mac_address::MacAddress::new([2, 0, 0, 0, 0, 1]),
        "'02:00:00:00:00:01'",
    );
}

#[test]
fn bits_and_bytes() {
    is::<::bit_vec::BitVec>("varbit");
    is::<::bytes::Bytes>("bytea");
    is::<::bytes::BytesMut>("bytea");
    literal(::bit_vec::BitVec::from_bytes(&[0b1010_0000]), "'10100000'");
    literal(::bytes::Bytes::from_static(&[0xc0]), r"'\xc0'::bytea");
}

#[test]
fn vectors() {
    is::<::pgvector::Vector>("vector of vector");
    is::<::pgvector::SparseVector>("sparsevec of vector");
}

#[test]
fn shapes() {
    is::<::geo_types::Coord>("point");
    is::<::geo_types::Point>("point");
    is::<::geo_types::Line>("lseg");
    is::<::geo_types::LineString>("path");
    is::<::geo_types::Rect>("box");
}

#[test]
fn a_type_of_ones_own_takes_three_lines() {
    struct InvoiceNumber(#[allow(dead_code, reason = "only its type matters")] String);

    impl PgType for InvoiceNumber {
        const TYPE: TypeDef = TypeDef::Builtin(BuiltinType::Text);
    }

    is::<InvoiceNumber>("text");
}

/// The crates agree on what a value is, so their columns can be compared.
#[test]
fn crates_share_kinds() {
    fn same<A: SqlValue, B: SqlValue<Kind = A::Kind>>() {}
    same::<::chrono::DateTime<::chrono::Utc>, ::time::OffsetDateTime>();
    same::<::chrono::DateTime<::chrono::Utc>, ::jiff::Timestamp>();
    same::<SystemTime, ::jiff::Timestamp>();
    same::<::chrono::NaiveDateTime, ::time::PrimitiveDateTime>();
    same::<::chrono::NaiveDate, ::jiff::civil::Date>();
    same::<::rust_decimal::Decimal, ::bigdecimal::BigDecimal>();
    same::<::ipnet::IpNet, IpAddr>();
    same::<::bytes::Bytes, Vec<u8>>();
    same::<Option<Box<str>>, Cow<'static, str>>();
}

#[test]
fn values_stand_in_expressions() {
    let sql = |check: Result<pgschema::sql::Expr, _>| check.map(|check| check.to_sql());
    let price = Column::<(), ::rust_decimal::Decimal>::new("price");
    assert_eq!(
        sql(predicate(price, |p| p.gt(0))).as_deref(),
        Ok("price > 0")
    );
    let least = ::rust_decimal::Decimal::new(5, 1);
    assert_eq!(
        sql(predicate(price, |p| p.ge(least))).as_deref(),
        Ok("price >= 0.5")
    );

    let id = Column::<(), Option<::uuid::Uuid>>::new("id");
    let nil = "id <> '00000000-0000-0000-0000-000000000000'";
    assert_eq!(
        sql(predicate(id, |id| id.ne(Some(::uuid::Uuid::nil())))).as_deref(),
        Ok(nil)
    );

    let during = Column::<(), Range<::chrono::DateTime<::chrono::Utc>>>::new("during");
    let epoch = ::chrono::DateTime::UNIX_EPOCH;
    assert_eq!(
        sql(predicate(during, |d| d.contains(epoch))).as_deref(),
        Ok("during @> ('1970-01-01 00:00:00+00'::timestamptz)"),
    );
}

#[test]
fn no_literal_holds_a_zero_byte() {
    assert!("a\0b".to_literal().is_err());
    assert!(vec![Some("a\0b")].to_literal().is_err());
    assert_eq!(None::<&str>.to_literal(), Ok(Literal::Null));
}

/// A type becomes no column by chance.
#[test]
fn refused_types_are_no_columns() {
    trait Fallback {
        const IS_COLUMN: bool = false;
    }
    struct Probe<T>(std::marker::PhantomData<T>);
    impl<T> Fallback for Probe<T> {}
    impl<T: ColumnType> Probe<T> {
        const IS_COLUMN: bool = true;
    }
    const { assert!(Probe::<Vec<String>>::IS_COLUMN) };
    const { assert!(!Probe::<BTreeSet<String>>::IS_COLUMN) };
    const { assert!(!Probe::<u64>::IS_COLUMN) };
    const { assert!(!Probe::<Option<u8>>::IS_COLUMN) };
    const { assert!(!Probe::<Vec<u16>>::IS_COLUMN) };
    const { assert!(!Probe::<char>::IS_COLUMN) };
    const { assert!(!Probe::<Option<Option<i32>>>::IS_COLUMN) };
    const { assert!(!Probe::<std::collections::HashMap<String, String>>::IS_COLUMN) };
}
