//! Values that a column may have: of its type, and as its constraints hint at.

use pgschema_syntax::token::{TokenKind, tokens};

use super::pattern::example;
use super::statement::Value;
use crate::define::BuiltinType;
use crate::model::{Database, Table};
use crate::sql::{
    BoundValue, ConstraintKind, DataType, Expr, Identifier, Literal, PartitionBound, ToSql,
};

/// What is taken for each text column first, then what patterns usually ask for.
const TEXTS: [&str; 30] = [
    "a",
    "ab",
    "abc",
    "A",
    "AB",
    "ABC",
    "USD",
    "DE",
    "en",
    "en-US",
    "a1",
    "abc-def",
    "abc_def",
    "a.b",
    "1",
    "12",
    "12345678",
    "1.0.0",
    "0",
    "a@b.example",
    "https://example.com",
    "example.com",
    "+4912345678",
    "#aabbcc",
    "00000000-0000-4000-8000-000000000001",
    "2026-01-15",
    "Europe/Berlin",
    "application/json",
    "/a/b",
    "A-1",
];

/// Constants in the constraints of a column.
#[derive(Default)]
pub(super) struct Hints {
    pub(super) numbers: Vec<i64>,
    pub(super) texts: Vec<String>,
}

impl Hints {
    /// What the constraints of the table say of a column, and the bounds of its partitions.
    pub(super) fn of(table: &Table, column: &Identifier) -> Self {
        let mut hints = Self::default();
        for constraint in &table.constraints {
            if let ConstraintKind::Check(expression) = &constraint.kind
                && mentions(expression, column)
            {
                hints.read(expression);
            }
        }
        if table
            .partition_by
            .as_ref()
            .is_some_and(|it| it.columns.contains(column))
        {
            for partition in &table.partitions {
                hints.read_bound(&partition.bound);
            }
        }
        hints
    }

    pub(super) fn read(&mut self, expression: &Expr) {
        match expression {
            Expr::Literal(Literal::Integer(number)) => self.numbers.push(*number),
            Expr::Literal(Literal::Number(number)) => {
                self.texts.push(Literal::Number(number.clone()).to_sql())
            }
            Expr::Literal(Literal::Text(text)) => self.texts.push(text.as_str().to_owned()),
            Expr::Sql(text) => self.read_sql(text.as_str()),
            _ => {}
        }
        expression.for_each_operand(&mut |operand| {
            let mut inner = Self::default();
            inner.read(operand);
            self.numbers.append(&mut inner.numbers);
            self.texts.append(&mut inner.texts);
        });
    }

    pub(super) fn read_sql(&mut self, sql: &str) {
        for token in tokens(sql).flatten() {
            match token.kind {
                TokenKind::Number => match token.text.parse() {
                    Ok(number) => self.numbers.push(number),
                    Err(_) => self.texts.push(token.text.to_owned()),
                },
                TokenKind::String => {
                    let text = token.text.trim_start_matches(['e', 'E']);
                    let text = text.trim_matches('\'').replace("''", "'");
                    self.texts.push(text);
                }
                _ => {}
            }
        }
    }

    fn read_bound(&mut self, bound: &PartitionBound) {
        let literals: Vec<&Literal> = match bound {
            PartitionBound::Range { from, .. } => {
                let values = from.iter().filter_map(|it| match it {
                    BoundValue::Value(literal) => Some(literal),
                    _ => None,
                });
                values.collect()
            }
            PartitionBound::List(values) => values.iter().collect(),
            _ => Vec::new(),
        };
        for literal in literals {
            self.read(&Expr::Literal(literal.clone()));
        }
    }
}

/// Whether a column stands in an expression.
pub(super) fn mentions(expression: &Expr, column: &Identifier) -> bool {
    expression.any(&mut |part| match part {
        Expr::Column(name) => name == column,
        Expr::Sql(text) => tokens(text.as_str())
            .flatten()
            .any(|token| match token.kind {
                TokenKind::Identifier => token.text.eq_ignore_ascii_case(column.as_str()),
                TokenKind::QuotedIdentifier => token.text.trim_matches('"') == column.as_str(),
                _ => false,
            }),
        _ => false,
    })
}

/// Values in the order in which they are tried. `seed` tells those of one row from those of another.
pub(super) fn candidates(
    database: &Database,
    data_type: &DataType,
    hints: &Hints,
    seed: u64,
) -> Vec<Value> {
    let mut values = match data_type {
        DataType::Builtin(builtin) => of_builtin(builtin, hints, seed),
        DataType::Array(element) => {
            let elements = candidates(database, element, hints, seed);
            let mut arrays = vec!["{}".to_owned()];
            arrays.extend(elements.iter().flatten().map(|it| array(it)));
            arrays
        }
        DataType::Named(named) => {
            if let Some(labels) = database.enums().iter().find(|it| it.name == named.name) {
                labels
                    .labels
                    .iter()
                    .map(|it| it.as_str().to_owned())
                    .collect()
            } else if let Some(domain) = database.domains().iter().find(|it| it.name == named.name)
            {
                let mut inner = Hints {
                    numbers: hints.numbers.clone(),
                    texts: hints.texts.clone(),
                };
                for check in &domain.checks {
                    inner.read(&check.expression);
                }
                return candidates(database, &domain.base, &inner, seed);
            } else {
                of_extension(&named.modifiers, hints, seed)
            }
        }
        DataType::Text(_) => of_extension(&[], hints, seed),
    };
    let mut seen = std::collections::BTreeSet::new();
    values.retain(|value| seen.insert(value.clone()));
    values.into_iter().map(Some).collect()
}

fn array(element: &str) -> String {
    let element = element.replace('\\', "\\\\").replace('"', "\\\"");
    format!("{{\"{element}\"}}")
}

/// Noise in the form of a value that was sealed.
pub(super) fn sealed(seed: u64, has_blind_index: bool) -> Value {
    use crate::define::envelope;

    let noise = format!("{seed:016x}").repeat(8);
    let length = 2 * (envelope::overhead(has_blind_index) - 1);
    let noise: String = noise.chars().cycle().take(length).collect();
    Some(format!(
        "\\x{:02x}{noise}",
        envelope::format(has_blind_index)
    ))
}

/// Types of extensions, of which nothing is known but how they look.
fn of_extension(modifiers: &[i32], hints: &Hints, seed: u64) -> Vec<String> {
    let dimensions = modifiers.first().copied().unwrap_or(3).clamp(1, 16_000);
    let zeros = vec!["0"; usize::try_from(dimensions).unwrap_or(1)].join(",");
    let mut values = texts(hints, seed);
    values.extend([format!("[{zeros}]"), format!("{{1:1}}/{dimensions}")]);
    values.extend(["a=>1", "{}", "[1,2)", "1", "POINT(0 0)", "(0,0)"].map(str::to_owned));
    values
}

fn texts(hints: &Hints, seed: u64) -> Vec<String> {
    let mut values = vec![format!("p{seed:x}")];
    let patterns = hints
        .texts
        .iter()
        .filter(|it| it.contains(['[', '\\', '^', '$']));
    for (number, pattern) in patterns.enumerate() {
        let seeds = (0..3).map(|it| seed.wrapping_mul(31).wrapping_add(it + 3 * number as u64));
        values.extend(seeds.filter_map(|seed| example(pattern, seed)));
    }
    values.extend(hints.texts.iter().cloned());
    let digits = format!("{seed:016x}");
    for length in &hints.numbers {
        let Some(length) = usize::try_from(*length)
            .ok()
            .filter(|it| (1..=4096).contains(it))
        else {
            continue;
        };
        // Hexadecimal digits are letters and digits as well.
        let text: String = digits.chars().rev().cycle().take(length).collect();
        values.push(text);
        values.push("a".repeat(length));
    }
    // What must be unique often has a form as well.
    let number = seed % 100_000_000;
    values.extend([
        format!("P{seed:X}"),
        format!("p{seed:x}@b.example"),
        format!("https://p{seed:x}.example"),
        format!("p{seed:x}.example"),
        format!("+49{:010}", seed % 10_000_000_000),
        format!("{number:08}"),
        format!("p-{seed:x}"),
        format!("P-{number}"),
    ]);
    values.extend((0..4).map(|it| letters(seed.rotate_right(it), 3)));
    values.push(letters(seed, 2));
    values.extend(TEXTS.map(str::to_owned));
    values.extend(["p".repeat(20), digits.repeat(2), digits.repeat(4)]);
    values
}

/// Capital letters.
fn letters(seed: u64, count: u32) -> String {
    let letter =
        |at: u32| char::from(b'A' + u8::try_from(seed / 26_u64.pow(at) % 26).unwrap_or_default());
    (0..count).map(letter).collect()
}

fn numbers(hints: &Hints, seed: u64, most: i64) -> Vec<String> {
    let random = 1000 + i64::try_from(seed % 1_000_000_000).unwrap_or_default() % (most - 1000);
    let mut values = vec![1, random];
    for number in &hints.numbers {
        values.extend([*number, number.saturating_add(1), number.saturating_sub(1)]);
    }
    values.extend([0, 2, 5, 10, 100, -1]);
    values.retain(|number| (-most..=most).contains(number));
    values.iter().map(ToString::to_string).collect()
}

#[allow(clippy::too_many_lines, reason = "a list of all types")]
fn of_builtin(builtin: &BuiltinType, hints: &Hints, seed: u64) -> Vec<String> {
    use BuiltinType as B;
    let with_hints = |values: &[&str]| -> Vec<String> {
        let mut all: Vec<String> = values.iter().map(|it| (*it).to_owned()).collect();
        all.extend(
            hints
                .texts
                .iter()
                .filter(|it| it.contains(['-', ':', '{', '[']))
                .cloned(),
        );
        all
    };
    let day = 1 + seed % 28;
    let hour = seed % 20;
    match builtin {
        B::Boolean => with(&["false", "true"]),
        B::Smallint => numbers(hints, seed, 30_000),
        B::Integer => numbers(hints, seed, 2_000_000_000),
        B::Bigint => numbers(hints, seed, 9_000_000_000_000_000),
        B::Oid => with(&["1"]),
        B::Real | B::DoublePrecision | B::Money => {
            let mut values = numbers(hints, seed, 1_000_000);
            values.extend(
                hints
                    .texts
                    .iter()
                    .filter(|it| it.parse::<f64>().is_ok())
                    .cloned(),
            );
            values.push("0.5".to_owned());
            values
        }
        B::Numeric { precision, scale } => {
            let digits = i32::from(precision.unwrap_or(12)) - i32::from(scale.unwrap_or(0));
            let most =
                10_i64.saturating_pow(u32::try_from(digits.clamp(0, 15)).unwrap_or_default());
            let mut values = match most > 2000 {
                true => numbers(hints, seed, most - 1),
                false => with(&["1", "0", "0.5", "2"]),
            };
            values.extend(
                hints
                    .texts
                    .iter()
                    .filter(|it| it.parse::<f64>().is_ok())
                    .cloned(),
            );
            values.push("0.5".to_owned());
            values
        }
        B::Text | B::Name | B::InternalChar => texts(hints, seed),
        B::Varchar(length) => cut(texts(hints, seed), *length),
        B::Char(length) => {
            let length = usize::try_from(length.unwrap_or(1)).unwrap_or(1);
            let mut values = cut(texts(hints, seed), u32::try_from(length).ok());
            values.sort_by_key(|it| it.chars().count() != length);
            values
        }
        B::Bytea => {
            let hex = format!("{seed:016x}");
            let mut lengths: Vec<usize> = vec![16];
            lengths.extend(
                hints
                    .numbers
                    .iter()
                    .filter_map(|it| usize::try_from(*it).ok()),
            );
            lengths.extend([32, 0, 20, 64, 12]);
            let bytes = |length: usize| {
                hex.chars()
                    .cycle()
                    .take(length.min(4096) * 2)
                    .collect::<String>()
            };
            lengths
                .into_iter()
                .map(|it| format!("\\x{}", bytes(it)))
                .collect()
        }
        B::Uuid => vec![uuid(seed)],
        B::Date => {
            let mut values = vec![format!("2026-01-{day:02}")];
            values.extend(with_hints(&["2020-01-01", "2030-01-01", "2000-02-29"]));
            values
        }
        B::Time | B::TimeTz => with_hints(&["12:00", "00:00", "23:00"]),
        B::Timestamp | B::TimestampTz => {
            let mut values = vec![format!("2026-01-{day:02} {hour:02}:00:00Z")];
            values.extend(with_hints(&[
                "2020-01-01",
                "2030-01-01",
                "2036-01-01",
                "1990-01-01",
            ]));
            values
        }
        B::Interval => with_hints(&["1 hour", "1 day", "00:00"]),
        B::Json | B::Jsonb => {
            with_hints(&["{}", "[]", "{\"a\": 1}", "\"a\"", "1", "[\"a\"]", "null"])
        }
        B::Jsonpath => with(&["$"]),
        B::Xml => with(&["<a/>"]),
        B::Inet => with_hints(&["10.0.0.1", "2001:db8::1", "10.0.0.0/8"]),
        B::Cidr => with_hints(&["10.0.0.0/8", "2001:db8::/32"]),
        B::Macaddr => vec![format!(
            "02:00:00:00:{:02x}:{:02x}",
            seed >> 8 & 255,
            seed & 255
        )],
        B::Macaddr8 => with(&["02:00:00:ff:fe:00:00:01"]),
        B::Bit(length) | B::Varbit(length) => {
            let length = usize::try_from(length.unwrap_or(1)).unwrap_or(1).min(4096);
            vec!["0".repeat(length), "1".repeat(length)]
        }
        B::Tsvector => with(&["a:1"]),
        B::Tsquery => with(&["a"]),
        B::Int4range | B::Int8range | B::Numrange => {
            let start = seed % 1_000_000;
            vec![
                format!("[{start},{})", start + 1),
                "[1,10)".to_owned(),
                "empty".to_owned(),
            ]
        }
        B::Tsrange | B::Tstzrange => {
            let year = 2000 + seed % 1000;
            vec![format!(
                "[{year}-01-{day:02} {hour:02}:00,{year}-01-{day:02} {hour:02}:30)"
            )]
        }
        B::Daterange => {
            let year = 2000 + seed % 1000;
            vec![format!("[{year}-01-{day:02},{year}-02-01)")]
        }
        B::Int4multirange | B::Int8multirange | B::Nummultirange => with(&["{[1,2)}", "{}"]),
        B::Tsmultirange | B::Tstzmultirange | B::Datemultirange => {
            with(&["{[2026-01-01,2026-01-02)}", "{}"])
        }
        B::Point => with(&["(0,0)", "(1,1)"]),
        B::Line => with(&["{1,1,0}"]),
        B::Lseg => with(&["[(0,0),(1,1)]"]),
        B::Box => with(&["(1,1),(0,0)"]),
        B::Path => with(&["[(0,0),(1,1)]"]),
        B::Polygon => with(&["((0,0),(1,1),(1,0))"]),
        B::Circle => with(&["<(0,0),1>"]),
        B::Trigger | B::Void => Vec::new(),
    }
}

fn with(values: &[&str]) -> Vec<String> {
    values.iter().map(|it| (*it).to_owned()).collect()
}

fn cut(values: Vec<String>, length: Option<u32>) -> Vec<String> {
    let length = usize::try_from(length.unwrap_or(u32::MAX)).unwrap_or(usize::MAX);
    let values = values.into_iter();
    values.map(|it| it.chars().take(length).collect()).collect()
}

/// A UUID of version 4 for each seed.
pub(super) fn uuid(seed: u64) -> String {
    let mixed = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (seed >> 7);
    format!(
        "{:08x}-{:04x}-4{:03x}-8{:03x}-{:012x}",
        mixed >> 32,
        mixed >> 16 & 0xffff,
        seed >> 48 & 0xfff,
        mixed & 0xfff,
        seed & 0xffff_ffff_ffff,
    )
}
