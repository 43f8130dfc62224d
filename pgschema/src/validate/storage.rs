use pgschema_syntax::names::nearest;

use super::IndexProblem;
use crate::define::IndexMethod;
use crate::model::{Index, Table};
use crate::sql::StorageParameters;

/// What a parameter can be.
#[derive(Clone, Copy)]
enum Value {
    Boolean,
    /// A whole number between two.
    Whole(i32, i32),
    /// A number between two.
    Number(f64, f64),
    Word(&'static [&'static str]),
    /// What only `false` is of, since the server has no such tables any more.
    False,
}

type Parameter = (&'static str, Value);

const FILL: Parameter = ("fillfactor", Value::Whole(10, 100));
const ANY: Value = Value::Whole(0, i32::MAX);
const OR_NONE: Value = Value::Whole(-1, i32::MAX);
const SCALE: Value = Value::Number(0.0, 100.0);
const AGE: Value = Value::Whole(0, 1_000_000_000);
const TABLE_AGE: Value = Value::Whole(0, 2_000_000_000);

/// What both a table and the one for its large values have.
const VACUUM: &[Parameter] = &[
    ("autovacuum_enabled", Value::Boolean),
    (
        "autovacuum_freeze_max_age",
        Value::Whole(100_000, 2_000_000_000),
    ),
    ("autovacuum_freeze_min_age", AGE),
    ("autovacuum_freeze_table_age", TABLE_AGE),
    (
        "autovacuum_multixact_freeze_max_age",
        Value::Whole(10_000, 2_000_000_000),
    ),
    ("autovacuum_multixact_freeze_min_age", AGE),
    ("autovacuum_multixact_freeze_table_age", TABLE_AGE),
    ("autovacuum_vacuum_cost_delay", SCALE),
    ("autovacuum_vacuum_cost_limit", Value::Whole(1, 10_000)),
    ("autovacuum_vacuum_insert_scale_factor", SCALE),
    ("autovacuum_vacuum_insert_threshold", OR_NONE),
    ("autovacuum_vacuum_max_threshold", OR_NONE),
    ("autovacuum_vacuum_scale_factor", SCALE),
    ("autovacuum_vacuum_threshold", ANY),
    ("log_autovacuum_min_duration", OR_NONE),
    (
        "vacuum_index_cleanup",
        Value::Word(&["auto", "on", "off", "true", "false", "yes", "no", "1", "0"]),
    ),
    (
        "vacuum_max_eager_freeze_failure_rate",
        Value::Number(0.0, 1.0),
    ),
    ("vacuum_truncate", Value::Boolean),
];

const TABLE: &[Parameter] = &[
    FILL,
    ("autovacuum_analyze_scale_factor", SCALE),
    ("autovacuum_analyze_threshold", ANY),
    ("oids", Value::False),
    ("parallel_workers", Value::Whole(0, 1024)),
    ("toast_tuple_target", Value::Whole(128, 32_767)),
    ("user_catalog_table", Value::Boolean),
];

const fn of_method(method: IndexMethod) -> &'static [Parameter] {
    match method {
        IndexMethod::Btree => &[FILL, ("deduplicate_items", Value::Boolean)],
        IndexMethod::Hash | IndexMethod::Spgist => &[FILL],
        IndexMethod::Gist => &[FILL, ("buffering", Value::Word(&["on", "off", "auto"]))],
        IndexMethod::Gin => &[
            ("fastupdate", Value::Boolean),
            ("gin_pending_list_limit", Value::Whole(64, i32::MAX)),
        ],
        IndexMethod::Brin => &[
            ("pages_per_range", Value::Whole(1, 131_072)),
            ("autosummarize", Value::Boolean),
        ],
        IndexMethod::Hnsw => &[
            ("m", Value::Whole(2, 100)),
            ("ef_construction", Value::Whole(4, 1000)),
        ],
        IndexMethod::Ivfflat => &[("lists", Value::Whole(1, 32_768))],
    }
}

/// The parameters of a table, and of the one for its large values.
pub(super) fn of_table(table: &Table, found: &mut Vec<IndexProblem>) {
    for (name, value) in names(&table.storage, found) {
        let (owner, word, lists): (_, _, &[&[Parameter]]) = match name.strip_prefix("toast.") {
            Some(word) => ("the table for large values", word, &[VACUUM]),
            None => ("a table", name, &[TABLE, VACUUM]),
        };
        let known = lists.concat();
        found.extend(problem_of(owner, (name, word), value, &known));
    }
}

/// The parameters of an index.
pub(super) fn of_index(index: &Index, found: &mut Vec<IndexProblem>) {
    let owner = || format!("`{}`, an index by `{}`,", index.name, index.method.as_str());
    for (name, value) in names(&index.storage, found) {
        let known = of_method(index.method);
        found.extend(problem_of(&owner(), (name, name), value, known));
    }
}

/// The parameters and their values, of which none may be there twice.
fn names<'a>(
    parameters: &'a StorageParameters,
    found: &mut Vec<IndexProblem>,
) -> Vec<(&'a str, &'a str)> {
    let mut seen: Vec<(&str, &str)> = Vec::new();
    for (name, value) in parameters.iter() {
        if seen
            .iter()
            .any(|(other, _)| other.eq_ignore_ascii_case(name))
        {
            let parameter = name.to_owned();
            found.push(IndexProblem::ParameterTwice { parameter });
        } else {
            seen.push((name, value));
        }
    }
    seen
}

fn problem_of(
    owner: &str,
    (written, word): (&str, &str),
    value: &str,
    known: &[Parameter],
) -> Option<IndexProblem> {
    let parameter = written.to_owned();
    let named = known
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(word));
    let Some((_, kind)) = named else {
        let names = known.iter().map(|(name, _)| *name);
        return Some(IndexProblem::UnknownParameter {
            owner: owner.to_owned(),
            parameter,
            nearest: nearest(word, names).map(str::to_owned),
        });
    };
    let expected = kind.refusal(value)?;
    Some(IndexProblem::ParameterValue {
        parameter,
        value: value.to_owned(),
        expected,
    })
}

impl Value {
    /// What a value should have been, if it isn't.
    fn refusal(self, value: &str) -> Option<String> {
        let number = || {
            value
                .parse::<f64>()
                .ok()
                .filter(|number| number.is_finite())
        };
        match self {
            Self::Boolean => boolean(value)
                .is_none()
                .then(|| "`true` or `false`".to_owned()),
            Self::False => (boolean(value) != Some(false)).then(|| "`false`".to_owned()),
            Self::Whole(least, most) => {
                let range = f64::from(least)..=f64::from(most);
                let fits = number().is_some_and(|number| range.contains(&number.round()));
                (!fits).then(|| format!("a whole number from {least} to {most}"))
            }
            Self::Number(least, most) => {
                let fits = number().is_some_and(|number| (least..=most).contains(&number));
                (!fits).then(|| format!("a number from {least} to {most}"))
            }
            Self::Word(words) => {
                let fits = words.iter().any(|word| word.eq_ignore_ascii_case(value));
                (!fits).then(|| format!("one of `{}`", words.join("`, `")))
            }
        }
    }
}

/// What a text says, as the server reads it: words may be cut short where they stay apart.
fn boolean(text: &str) -> Option<bool> {
    let text = text.to_ascii_lowercase();
    let is = |word: &str, least: usize| text.len() >= least && word.starts_with(&text);
    if is("true", 1) || is("yes", 1) || is("on", 2) || text == "1" {
        Some(true)
    } else if is("false", 1) || is("no", 1) || is("off", 2) || text == "0" {
        Some(false)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_boolean_may_be_cut_short() {
        for (text, expected) in [
            ("TRUE", Some(true)),
            ("t", Some(true)),
            ("of", Some(false)),
            ("0", Some(false)),
            ("o", None),
            ("", None),
            ("5", None),
            ("truest", None),
        ] {
            assert_eq!(boolean(text), expected, "{text}");
        }
    }

    #[test]
    fn a_value_has_its_limits() {
        for (value, text, fits) in [
            (Value::Whole(10, 100), "70", true),
            (Value::Whole(10, 100), "7e1", true),
            (Value::Whole(10, 100), "9", false),
            (Value::Whole(10, 100), "yes", false),
            (Value::Number(0.0, 100.0), "0.05", true),
            (Value::Number(0.0, 100.0), "101", false),
            (Value::Word(&["auto"]), "AUTO", true),
            (Value::Word(&["auto"]), "au", false),
            (Value::False, "off", true),
            (Value::False, "true", false),
        ] {
            assert_eq!(value.refusal(text).is_none(), fits, "{text}");
        }
    }
}
