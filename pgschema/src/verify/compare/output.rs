//! The report, for people and for programs.

use std::fmt;

use serde::Serialize;

use super::drift::{Difference, Drift, What};

/// The form of the document: another number means that readers must be changed.
const FORMAT: u32 = 1;

/// How much of a value is shown in a line.
const WIDTH: usize = 160;

#[derive(Serialize)]
struct Written<'a> {
    format: u32,
    objects: usize,
    without_expressions: bool,
    differences: Vec<WrittenDifference<'a>>,
    not_compared: Vec<WrittenFailure<'a>>,
}

#[derive(Serialize)]
struct WrittenDifference<'a> {
    object: String,
    kind: &'static str,
    of: String,
    what: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    attribute: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    actual: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    statement: Option<&'a str>,
}

#[derive(Serialize)]
struct WrittenFailure<'a> {
    object: String,
    reason: &'a str,
}

impl<'a> WrittenDifference<'a> {
    fn new(difference: &'a Difference) -> Self {
        let (what, attribute, expected, actual) = match &difference.what {
            What::Missing => ("missing", None, None, None),
            What::Unknown => ("unknown", None, None, None),
            What::Differs {
                attribute,
                expected,
                actual,
            } => (
                "differs",
                Some(*attribute),
                expected.as_deref(),
                actual.as_deref(),
            ),
        };
        Self {
            object: difference.object.to_string(),
            kind: difference.object.kind(),
            of: difference.object.whole().to_string(),
            what,
            attribute,
            expected,
            actual,
            statement: difference.statement.as_deref(),
        }
    }
}

pub(super) fn json(drift: &Drift) -> String {
    let written = Written {
        format: FORMAT,
        objects: drift.objects,
        without_expressions: drift.without_expressions,
        differences: drift
            .differences
            .iter()
            .map(WrittenDifference::new)
            .collect(),
        not_compared: (drift.not_compared.iter())
            .map(|it| WrittenFailure {
                object: it.object.to_string(),
                reason: &it.reason,
            })
            .collect(),
    };
    // Strings, numbers and lists of them can always be written.
    serde_json::to_string_pretty(&written).unwrap_or_default()
}

pub(super) fn text(drift: &Drift, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut last = None;
    for difference in &drift.differences {
        let whole = difference.object.whole();
        if last.as_ref() != Some(&whole) {
            writeln!(f, "{whole}")?;
            last = Some(whole);
        }
        write_difference(difference, f)?;
    }
    for failure in &drift.not_compared {
        let (object, reason) = (&failure.object, &failure.reason);
        writeln!(f, "{object}: can't be compared: {reason}")?;
    }
    if drift.without_expressions {
        writeln!(f, "expressions, queries and bodies were not compared")?;
    }
    let (objects, count) = (drift.objects, drift.differences.len());
    match (count, drift.not_compared.len()) {
        (0, 0) => write!(f, "{objects} objects: no difference"),
        (1, 0) => write!(f, "{objects} objects: 1 difference"),
        (_, 0) => write!(f, "{objects} objects: {count} differences"),
        (1, failed) => write!(
            f,
            "{objects} objects: 1 difference, {failed} can't be compared"
        ),
        (_, failed) => write!(
            f,
            "{objects} objects: {count} differences, {failed} can't be compared"
        ),
    }
}

fn write_difference(difference: &Difference, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let subject = match &difference.object.part {
        Some(_) => format!("{}: ", difference.object),
        None => String::new(),
    };
    match &difference.what {
        What::Missing => writeln!(f, "  {subject}not on the server")?,
        What::Unknown => writeln!(f, "  {subject}not in the model")?,
        What::Differs {
            attribute,
            expected,
            actual,
        } => {
            let (expected, actual) = match (expected.as_deref(), actual.as_deref()) {
                (Some(expected), None) if !expected.contains('\n') => {
                    let named = expected.eq_ignore_ascii_case(attribute);
                    let expected = short(expected);
                    match named {
                        true => writeln!(f, "  {subject}{expected} is missing")?,
                        false => writeln!(f, "  {subject}{attribute} is missing: {expected}")?,
                    }
                    return write_statement(difference, f);
                }
                (None, Some(actual)) if !actual.contains('\n') => {
                    let actual = short(actual);
                    writeln!(
                        f,
                        "  {subject}{attribute} is {actual}, and should have none"
                    )?;
                    return write_statement(difference, f);
                }
                (expected, actual) => (expected.unwrap_or(""), actual.unwrap_or("")),
            };
            if expected.contains('\n') || actual.contains('\n') {
                writeln!(f, "  {subject}{attribute} differs:")?;
                write_lines(expected, actual, f)?;
            } else {
                let (expected, actual) = (short(expected), short(actual));
                writeln!(f, "  {subject}{attribute} is {actual}, not {expected}")?;
            }
        }
    }
    write_statement(difference, f)
}

fn write_statement(difference: &Difference, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (number, line) in difference
        .statement
        .iter()
        .flat_map(|it| it.lines())
        .enumerate()
    {
        let lead = if number == 0 {
            "back by: "
        } else {
            "         "
        };
        writeln!(f, "    {lead}{line}")?;
    }
    Ok(())
}

/// The lines between those that are the same at the beginning and at the end.
fn write_lines(expected: &str, actual: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let (expected, actual): (Vec<&str>, Vec<&str>) =
        (expected.lines().collect(), actual.lines().collect());
    let same = |left: &mut dyn Iterator<Item = &&str>, right: &mut dyn Iterator<Item = &&str>| {
        left.zip(right)
            .take_while(|(left, right)| left == right)
            .count()
    };
    let start = same(&mut expected.iter(), &mut actual.iter());
    let most = expected.len().min(actual.len()) - start;
    let end = same(&mut expected.iter().rev(), &mut actual.iter().rev()).min(most);
    for (sign, lines) in [('-', &expected), ('+', &actual)] {
        for line in lines.get(start..lines.len() - end).unwrap_or_default() {
            writeln!(f, "    {sign} {}", short(line))?;
        }
    }
    Ok(())
}

/// A value in a line, cut where it is too long.
fn short(value: &str) -> String {
    let shown = crate::review::text::visible(value);
    match shown.char_indices().nth(WIDTH) {
        Some((end, _)) => format!("{}…", shown.get(..end).unwrap_or_default()),
        None => shown.to_string(),
    }
}
