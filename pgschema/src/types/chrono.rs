//! The crate `chrono`.

use ::chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone};

use super::PgRange;
use super::range::ranges_of;
use super::time_std::seconds;
use crate::BuiltinType;
use crate::define::{PgType, TypeDef};
use crate::sql::{Literal, LiteralError};
use crate::typed::{CastTarget, SqlValue, ToLiteral, kind};

builtin_types! {
    NaiveDateTime => BuiltinType::Timestamp, Timestamp;
    NaiveDate => BuiltinType::Date, Date;
    NaiveTime => BuiltinType::Time, Time;
    TimeDelta => BuiltinType::Interval, Interval;
}

impl<Tz: TimeZone> PgType for DateTime<Tz> {
    const TYPE: TypeDef = TypeDef::Builtin(BuiltinType::TimestampTz);
}

impl<Tz: TimeZone> SqlValue for DateTime<Tz> {
    type Kind = kind::TimestampTz;
}

impl<Tz: TimeZone> CastTarget for DateTime<Tz> {
    const DATA_TYPE: BuiltinType = BuiltinType::TimestampTz;
}

impl<Tz: TimeZone> PgRange for DateTime<Tz> {
    const RANGE: BuiltinType = BuiltinType::Tstzrange;
    type Kind = kind::TstzRange;
}

ranges_of! {
    NaiveDateTime => Tsrange, TsRange;
    NaiveDate => Daterange, DateRange;
}

displayed_literals! { NaiveDateTime NaiveDate NaiveTime }

impl<Tz: TimeZone> ToLiteral for DateTime<Tz> {
    fn to_literal(&self) -> Result<Literal, LiteralError> {
        Literal::text(format!("{}+00", self.naive_utc()))
    }
}

impl ToLiteral for TimeDelta {
    fn to_literal(&self) -> Result<Literal, LiteralError> {
        let size = self.abs();
        let nanoseconds = size.subsec_nanos().unsigned_abs();
        Literal::text(seconds(
            *self < Self::zero(),
            size.num_seconds().unsigned_abs(),
            nanoseconds,
        ))
    }
}
