//! What no expression over one row can have in it.

use super::context::Tokens;
use crate::token::TokenKind;

/// What an expression has that takes more than one row, or gives more than one value.
///
/// [`beyond_row`] finds it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum BeyondRow {
    /// A query in parentheses.
    Query,
    /// A function over all rows: `sum`.
    Aggregate(String),
    /// A function over a window of rows, or a call with `OVER`: `row_number`.
    Window(String),
    /// A function that gives several rows: `unnest`.
    Set(String),
}

/// The functions of PostgreSQL over all rows, of which none is another function too.
#[rustfmt::skip]
const AGGREGATES: &[&str] = &[
    "any_value", "array_agg", "avg", "bit_and", "bit_or", "bit_xor", "bool_and", "bool_or", "corr", "count",
    "covar_pop", "covar_samp", "cume_dist", "dense_rank", "every", "grouping", "json_agg", "json_agg_strict",
    "json_arrayagg", "json_object_agg", "json_object_agg_strict", "json_object_agg_unique",
    "json_object_agg_unique_strict", "json_objectagg", "jsonb_agg", "jsonb_agg_strict", "jsonb_object_agg",
    "jsonb_object_agg_strict", "jsonb_object_agg_unique", "jsonb_object_agg_unique_strict", "max", "min", "mode",
    "percent_rank", "percentile_cont", "percentile_disc", "range_agg", "range_intersect_agg", "rank", "regr_avgx",
    "regr_avgy", "regr_count", "regr_intercept", "regr_r2", "regr_slope", "regr_sxx", "regr_sxy", "regr_syy",
    "stddev", "stddev_pop", "stddev_samp", "string_agg", "sum", "var_pop", "var_samp", "variance", "xmlagg",
];

/// Those over a window.
const WINDOWS: &[&str] = &[
    "first_value",
    "lag",
    "last_value",
    "lead",
    "nth_value",
    "ntile",
    "row_number",
];

/// Those that give several rows.
#[rustfmt::skip]
const SETS: &[&str] = &[
    "generate_series", "generate_subscripts", "json_array_elements", "json_array_elements_text", "json_each",
    "json_each_text", "json_object_keys", "jsonb_array_elements", "jsonb_array_elements_text", "jsonb_each",
    "jsonb_each_text", "jsonb_object_keys", "jsonb_path_query", "regexp_matches", "regexp_split_to_table",
    "string_to_table", "unnest",
];

impl BeyondRow {
    /// What a function of PostgreSQL is, by its name.
    #[must_use]
    pub fn of_function(name: &str) -> Option<Self> {
        if AGGREGATES.contains(&name) {
            Some(Self::Aggregate(name.to_owned()))
        } else if WINDOWS.contains(&name) {
            Some(Self::Window(name.to_owned()))
        } else if SETS.contains(&name) {
            Some(Self::Set(name.to_owned()))
        } else {
            None
        }
    }

    /// The name of the function, if it is one.
    #[must_use]
    pub fn function(&self) -> Option<&str> {
        match self {
            Self::Query => None,
            Self::Aggregate(name) | Self::Window(name) | Self::Set(name) => Some(name),
        }
    }
}

/// What an expression has that its row alone can't answer, in the order in which it stands there.
///
/// What is in a query in parentheses is the query's own.
///
/// ```
/// use pgschema_syntax::names::{BeyondRow, beyond_row};
///
/// assert_eq!(beyond_row("total > 0 AND length(sum) < 4"), []);
/// assert_eq!(beyond_row("total < avg(total)"), [BeyondRow::Aggregate("avg".to_owned())]);
/// assert_eq!(beyond_row("total < (SELECT avg(total) FROM orders)"), [BeyondRow::Query]);
/// ```
#[must_use]
pub fn beyond_row(text: &str) -> Vec<BeyondRow> {
    let Ok(tokens) = Tokens::new(text) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let opens = tokens.kind(at) == Some(TokenKind::OpenParen);
        if opens && tokens.starts_query(at + 1) {
            found.push(BeyondRow::Query);
            at = tokens.close(at).unwrap_or(at) + 1;
            continue;
        }
        found.extend(called(&tokens, at));
        at += 1;
    }
    found
}

/// What is called at `at`, if it is something that takes or gives several rows.
fn called(tokens: &Tokens<'_>, at: usize) -> Option<BeyondRow> {
    let name = tokens.name(at)?;
    if tokens.kind(at + 1) != Some(TokenKind::OpenParen) {
        return None;
    }
    let is_in_catalog = || {
        let schema = at.checked_sub(2).and_then(|schema| tokens.name(schema));
        schema == Some("pg_catalog")
    };
    let after = tokens.close(at + 1).map_or(tokens.len(), |close| close + 1);
    // A window is in parentheses; no expression has one that is named.
    if tokens.is_word(after, "over") && tokens.kind(after + 1) == Some(TokenKind::OpenParen) {
        return Some(BeyondRow::Window(name.to_owned()));
    }
    let is_qualified = tokens.previous_kind(at) == Some(TokenKind::Dot);
    if is_qualified && !is_in_catalog() {
        return None;
    }
    BeyondRow::of_function(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_with_the_name_of_a_function_is_a_column() {
        for text in [
            "sum > 1",
            "(rank) > 1 AND over > 1",
            "app.count(a) > 1",
            "\"max\" = 'sum(1)'",
            "f(values)",
        ] {
            assert_eq!(beyond_row(text), [], "{text}");
        }
    }

    #[test]
    fn what_takes_or_gives_several_rows_is_found() {
        let found = |text| beyond_row(text).into_iter().next();
        let aggregate = |name: &str| Some(BeyondRow::Aggregate(name.to_owned()));
        let window = |name: &str| Some(BeyondRow::Window(name.to_owned()));
        assert_eq!(found("1 + pg_catalog.\"count\"(a)"), aggregate("count"));
        assert_eq!(found("MAX(a) FILTER (WHERE b)"), aggregate("max"));
        assert_eq!(found("sum(a) OVER (PARTITION BY b)"), window("sum"));
        assert_eq!(found("app.f(a) OVER ()"), window("f"));
        assert_eq!(
            found("unnest(a) > 1"),
            Some(BeyondRow::Set("unnest".to_owned()))
        );
        for text in [
            "a IN (SELECT 1)",
            "a = ANY(ARRAY(SELECT 1))",
            "a > (VALUES (1))",
            "EXISTS (TABLE t)",
        ] {
            assert_eq!(found(text), Some(BeyondRow::Query), "{text}");
        }
    }
}
