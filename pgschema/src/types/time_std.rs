//! `timestamptz` and `interval`, of the standard library's times.

use std::time::{Duration, SystemTime};

use crate::BuiltinType;
use crate::sql::{Literal, LiteralError};
use crate::typed::ToLiteral;

builtin_types! {
    SystemTime => BuiltinType::TimestampTz, TimestampTz;
    Duration => BuiltinType::Interval, Interval;
}

impl ToLiteral for Duration {
    fn to_literal(&self) -> Result<Literal, LiteralError> {
        Literal::text(seconds(false, self.as_secs(), self.subsec_nanos()))
    }
}

/// An interval in seconds, with no more digits than it needs.
pub(super) fn seconds(negative: bool, whole: u64, nanoseconds: u32) -> String {
    let sign = if negative { "-" } else { "" };
    format!("{sign}{whole}{} seconds", fraction(nanoseconds))
}

/// `.5` for half a second, and nothing for none.
pub(super) fn fraction(nanoseconds: u32) -> String {
    let digits = format!(".{nanoseconds:09}");
    digits
        .trim_end_matches('0')
        .trim_end_matches('.')
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_are_in_seconds() {
        assert_eq!(seconds(false, 3600, 0), "3600 seconds");
        assert_eq!(seconds(true, 0, 500_000_000), "-0.5 seconds");
        assert_eq!(seconds(false, 1, 1_000), "1.000001 seconds");
    }
}
