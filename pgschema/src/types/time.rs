//! The crate `time`.

use ::time::{Date, Duration, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};

use super::range::ranges_of;
use super::time_std::{fraction, seconds};
use crate::BuiltinType;
use crate::sql::{Literal, LiteralError};
use crate::typed::ToLiteral;

builtin_types! {
    OffsetDateTime => BuiltinType::TimestampTz, TimestampTz;
    PrimitiveDateTime => BuiltinType::Timestamp, Timestamp;
    Date => BuiltinType::Date, Date;
    Time => BuiltinType::Time, Time;
    Duration => BuiltinType::Interval, Interval;
}

ranges_of! {
    OffsetDateTime => Tstzrange, TstzRange;
    PrimitiveDateTime => Tsrange, TsRange;
    Date => Daterange, DateRange;
}

displayed_literals! { Date }

impl ToLiteral for OffsetDateTime {
    fn to_literal(&self) -> Result<Literal, LiteralError> {
        let utc = self.to_offset(UtcOffset::UTC);
        Literal::text(format!("{} {}+00", utc.date(), time_of_day(utc.time())))
    }
}

impl ToLiteral for PrimitiveDateTime {
    fn to_literal(&self) -> Result<Literal, LiteralError> {
        Literal::text(format!("{} {}", self.date(), time_of_day(self.time())))
    }
}

impl ToLiteral for Time {
    fn to_literal(&self) -> Result<Literal, LiteralError> {
        Literal::text(time_of_day(*self))
    }
}

impl ToLiteral for Duration {
    fn to_literal(&self) -> Result<Literal, LiteralError> {
        let size = self.unsigned_abs();
        Literal::text(seconds(
            self.is_negative(),
            size.as_secs(),
            size.subsec_nanos(),
        ))
    }
}

/// The crate's own `Display` leaves out the zero before a single digit of the hour.
fn time_of_day(time: Time) -> String {
    let (hour, minute, second, nanosecond) = time.as_hms_nano();
    format!("{hour:02}:{minute:02}:{second:02}{}", fraction(nanosecond))
}
