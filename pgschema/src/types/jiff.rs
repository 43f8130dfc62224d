//! The crate `jiff`.

use ::jiff::civil::{Date, DateTime, Time};
use ::jiff::{SignedDuration, Span, Timestamp};

use super::range::ranges_of;
use super::time_std::seconds;
use crate::BuiltinType;
use crate::sql::{Literal, LiteralError};
use crate::typed::ToLiteral;

builtin_types! {
    Timestamp => BuiltinType::TimestampTz, TimestampTz;
    DateTime => BuiltinType::Timestamp, Timestamp;
    Date => BuiltinType::Date, Date;
    Time => BuiltinType::Time, Time;
    Span => BuiltinType::Interval, Interval;
    SignedDuration => BuiltinType::Interval, Interval;
}

ranges_of! {
    Timestamp => Tstzrange, TstzRange;
    DateTime => Tsrange, TsRange;
    Date => Daterange, DateRange;
}

displayed_literals! { Timestamp DateTime Date Time }

impl ToLiteral for SignedDuration {
    fn to_literal(&self) -> Result<Literal, LiteralError> {
        let size = self.unsigned_abs();
        Literal::text(seconds(
            self.is_negative(),
            size.as_secs(),
            size.subsec_nanos(),
        ))
    }
}
