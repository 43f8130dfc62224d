//! [`PgType`](crate::PgType) for the types of the standard library and of other crates.
//!
//! | Rust | PostgreSQL | cargo feature |
//! |---|---|---|
//! | `bool` | `boolean` | |
//! | `i16`, `i32`, `i64` | `smallint`, `integer`, `bigint` | |
//! | `NonZeroI16`, `NonZeroI32`, `NonZeroI64` | the same, with a CHECK | |
//! | `f32`, `f64` | `real`, `double precision` | |
//! | `String`, `str` | `text` | |
//! | `Vec<u8>`, `[u8]` | `bytea` | |
//! | `[u8; N]` | `bytea`, with a CHECK on the length | |
//! | `Vec<T>`, `[T]` | `T[]`, with the CHECK of `T` on each element; of `[u8; N]` there is none | |
//! | `[T; N]` | `T[]`, with a CHECK on the length | |
//! | `&T`, `Box<T>`, `Rc<T>`, `Arc<T>`, `Cow<'_, T>` | as `T` | |
//! | `Range<T>`, `RangeInclusive<T>` | `int4range` and so on: see [`PgRange`] | |
//! | `SystemTime` | `timestamptz` | |
//! | `Duration` | `interval` | |
//! | `IpAddr`, `Ipv4Addr`, `Ipv6Addr` | `inet` | |
//! | `serde_json::Value`, `serde_json::Map` | `jsonb` | |
//! | `uuid::Uuid` | `uuid` | `uuid` |
//! | `chrono::DateTime<Tz>`, `time::OffsetDateTime`, `jiff::Timestamp` | `timestamptz` | `chrono`, `time`, `jiff` |
//! | `chrono::NaiveDateTime`, `time::PrimitiveDateTime`, `jiff::civil::DateTime` | `timestamp` | the same |
//! | `chrono::NaiveDate`, `time::Date`, `jiff::civil::Date` | `date` | the same |
//! | `chrono::NaiveTime`, `time::Time`, `jiff::civil::Time` | `time` | the same |
//! | `chrono::TimeDelta`, `time::Duration`, `jiff::Span`, `jiff::SignedDuration` | `interval` | the same |
//! | `rust_decimal::Decimal`, `bigdecimal::BigDecimal` | `numeric` | `rust_decimal`, `bigdecimal` |
//! | `ipnet::IpNet`, `ipnetwork::IpNetwork` and their two variants | `inet` | `ipnet`, `ipnetwork` |
//! | `mac_address::MacAddress` | `macaddr` | `mac_address` |
//! | `bit_vec::BitVec` | `varbit` | `bit-vec` |
//! | `bytes::Bytes`, `bytes::BytesMut` | `bytea` | `bytes` |
//! | `pgvector::Vector`, `pgvector::SparseVector` | `vector`, `sparsevec`, of the extension | `pgvector` |
//! | `geo_types::Point` and `Coord`, `Line`, `LineString`, `Rect`, of `f64` | `point`, `lseg`, `path`, `box` | `geo-types` |
//!
//! A feature makes a Rust type known and changes nothing else: the SQL of a schema is the same
//! whatever features are on.

#[macro_use]
mod builtin;

mod container;
mod json;
mod network;
mod number;
mod range;
mod refused;
mod text;
mod time_std;

#[cfg(feature = "bigdecimal")]
mod bigdecimal;
#[cfg(feature = "bit-vec")]
mod bit_vec;
#[cfg(feature = "bytes")]
mod bytes;
#[cfg(feature = "chrono")]
mod chrono;
#[cfg(feature = "geo-types")]
mod geo_types;
#[cfg(feature = "ipnet")]
mod ipnet;
#[cfg(feature = "ipnetwork")]
mod ipnetwork;
#[cfg(feature = "jiff")]
mod jiff;
#[cfg(feature = "mac_address")]
mod mac_address;
#[cfg(feature = "pgvector")]
mod pgvector;
#[cfg(feature = "rust_decimal")]
mod rust_decimal;
#[cfg(feature = "time")]
mod time;
#[cfg(feature = "uuid")]
mod uuid;

pub use range::PgRange;
