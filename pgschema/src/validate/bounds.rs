use std::cmp::Ordering;

use super::types::Known;
use crate::define::BuiltinType;
use crate::sql::{BoundValue, Literal};

/// A value of a bound as far as it is comparable without a server.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Comparable {
    Boolean(bool),
    Whole(i128),
    /// Text whose order is that of its bytes.
    Bytes(String),
}

/// How two values of a column of this type compare, if that is known without a server.
pub(super) fn compare(left: &Literal, right: &Literal, base: Known<'_>) -> Option<Ordering> {
    match (comparable(left, base), comparable(right, base)) {
        (Some(left), Some(right)) => Some(left.cmp(&right)),
        // What is written alike is alike.
        _ if left == right => Some(Ordering::Equal),
        _ => None,
    }
}

fn comparable(literal: &Literal, base: Known<'_>) -> Option<Comparable> {
    let Known::Builtin(builtin) = base else {
        return None;
    };
    match (builtin, literal) {
        (
            BuiltinType::Smallint
            | BuiltinType::Integer
            | BuiltinType::Bigint
            | BuiltinType::Numeric { .. },
            literal,
        ) => match literal {
            Literal::Integer(number) => Some(Comparable::Whole(i128::from(*number))),
            Literal::Text(text) => text.as_str().parse().ok().map(Comparable::Whole),
            Literal::Number(number) => number.as_str().parse().ok().map(Comparable::Whole),
            _ => None,
        },
        (BuiltinType::Boolean, Literal::Boolean(value)) => Some(Comparable::Boolean(*value)),
        (BuiltinType::Date, Literal::Text(text)) => {
            is_date(text.as_str()).then(|| Comparable::Bytes(text.as_str().to_owned()))
        }
        (BuiltinType::Timestamp | BuiltinType::TimestampTz, Literal::Text(text)) => {
            moment(text.as_str()).map(Comparable::Bytes)
        }
        (BuiltinType::Uuid, Literal::Text(text)) => uuid(text.as_str()).map(Comparable::Bytes),
        _ => None,
    }
}

/// Whether digits stand where the pattern has `0`, and the same bytes elsewhere.
fn is_like(text: &str, pattern: &str) -> bool {
    text.len() == pattern.len()
        && text.bytes().zip(pattern.bytes()).all(|(byte, expected)| {
            if expected == b'0' {
                byte.is_ascii_digit()
            } else {
                byte == expected
            }
        })
}

fn is_date(text: &str) -> bool {
    is_like(text, "0000-00-00")
}

/// A moment in the zone of the session, which is UTC, with seconds.
fn moment(text: &str) -> Option<String> {
    let text = text
        .strip_suffix('Z')
        .or_else(|| text.strip_suffix("+00:00"))
        .or_else(|| text.strip_suffix("+00"))
        .unwrap_or(text);
    let text = text.replacen('T', " ", 1);
    if is_date(&text) {
        Some(format!("{text} 00:00:00"))
    } else if is_like(&text, "0000-00-00 00:00") {
        Some(format!("{text}:00"))
    } else {
        is_like(&text, "0000-00-00 00:00:00").then_some(text)
    }
}

fn uuid(text: &str) -> Option<String> {
    let digits = text.replace('-', "").to_ascii_lowercase();
    (digits.len() == 32 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(digits)
}

/// How two bounds of a range compare, column by column.
pub(super) fn compare_bounds(
    left: &[BoundValue],
    right: &[BoundValue],
    bases: &[Known<'_>],
) -> Option<Ordering> {
    for ((left, right), base) in left.iter().zip(right).zip(bases) {
        let ordering = match (left, right) {
            (BoundValue::Value(left), BoundValue::Value(right)) => compare(left, right, *base)?,
            // What comes after them doesn't count.
            (BoundValue::MinValue, BoundValue::MinValue)
            | (BoundValue::MaxValue, BoundValue::MaxValue) => return Some(Ordering::Equal),
            (BoundValue::MinValue, _) | (_, BoundValue::MaxValue) => Ordering::Less,
            (BoundValue::MaxValue, _) | (_, BoundValue::MinValue) => Ordering::Greater,
        };
        if ordering != Ordering::Equal {
            return Some(ordering);
        }
    }
    Some(Ordering::Equal)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compared(left: &str, right: &str, builtin: BuiltinType) -> Option<Ordering> {
        let literal = |text: &str| Literal::text(text).unwrap_or(Literal::Null);
        compare(&literal(left), &literal(right), Known::Builtin(builtin))
    }

    #[test]
    fn values_are_compared_by_their_type_or_not_at_all() {
        for (left, right, builtin, expected) in [
            ("9", "10", BuiltinType::Integer, Some(Ordering::Less)),
            ("9", "10", BuiltinType::Text, None),
            ("a", "a", BuiltinType::Text, Some(Ordering::Equal)),
            (
                "2026-01-01",
                "2026-02-01",
                BuiltinType::Date,
                Some(Ordering::Less),
            ),
            ("1/1/2026", "2026-02-01", BuiltinType::Date, None),
            (
                "2026-01-01",
                "2026-01-01T00:00Z",
                BuiltinType::TimestampTz,
                Some(Ordering::Equal),
            ),
            (
                "2026-01-01 00:00+02",
                "2026-01-01",
                BuiltinType::TimestampTz,
                None,
            ),
        ] {
            assert_eq!(
                compared(left, right, builtin),
                expected,
                "{left} and {right}"
            );
        }
    }

    #[test]
    fn nothing_counts_behind_the_ends_of_a_range() {
        let one = || BoundValue::Value(Literal::Integer(1));
        let bases = [Known::Builtin(BuiltinType::Integer); 2];
        for (left, right, expected) in [
            (
                [one(), BoundValue::MinValue],
                [one(), one()],
                Ordering::Less,
            ),
            (
                [BoundValue::MaxValue, BoundValue::MaxValue],
                [one(), one()],
                Ordering::Greater,
            ),
            (
                [BoundValue::MinValue, one()],
                [BoundValue::MinValue, BoundValue::MaxValue],
                Ordering::Equal,
            ),
        ] {
            assert_eq!(compare_bounds(&left, &right, &bases), Some(expected));
        }
    }
}
