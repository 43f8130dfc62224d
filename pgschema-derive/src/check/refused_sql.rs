//! What PostgreSQL takes in a query and not in a constraint, a default, a generated column or an
//! index.

use pgschema_syntax::token::{Token, TokenKind, tokens};

/// Functions over many rows.
#[rustfmt::skip]
const AGGREGATES: [&str; 24] = [
    "any_value", "array_agg", "avg", "bit_and", "bit_or", "bit_xor", "bool_and", "bool_or", "count", "every",
    "json_agg", "json_object_agg", "jsonb_agg", "jsonb_object_agg", "max", "min", "range_agg", "stddev",
    "stddev_pop", "stddev_samp", "string_agg", "sum", "variance", "xmlagg",
];

/// Functions whose value isn't the same each time, or in each session.
#[rustfmt::skip]
const NOT_IMMUTABLE: [&str; 28] = [
    "array_to_string", "clock_timestamp", "concat", "concat_ws", "current_setting", "currval", "format",
    "gen_random_uuid", "lastval", "make_timestamptz", "nextval", "now", "pg_current_xact_id", "pg_typeof", "random",
    "random_normal", "set_config", "statement_timestamp", "timeofday", "to_char", "to_date", "to_json", "to_jsonb",
    "transaction_timestamp", "txid_current", "uuidv4", "uuidv7", "version",
];

/// Words that are such functions without parentheses.
#[rustfmt::skip]
const NOT_IMMUTABLE_WORDS: [&str; 11] = [
    "current_catalog", "current_date", "current_role", "current_schema", "current_time", "current_timestamp",
    "current_user", "localtime", "localtimestamp", "session_user", "system_user",
];

/// Functions of full text search that need to be told the language.
const WITH_LANGUAGE: [&str; 5] = [
    "phraseto_tsquery",
    "plainto_tsquery",
    "to_tsquery",
    "to_tsvector",
    "websearch_to_tsquery",
];

/// Where an expression stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stands {
    /// In a CHECK.
    Check,
    /// In a DEFAULT.
    Default,
    /// In a generated column.
    Generated,
    /// In the key or the predicate of an index.
    Index,
}

impl Stands {
    /// The place that a key of an attribute is, if PostgreSQL takes less there than in a query.
    pub(super) fn of_key(key: &str) -> Option<Self> {
        match key {
            "check" => Some(Self::Check),
            "generated" => Some(Self::Generated),
            "index" | "exclude" => Some(Self::Index),
            _ => None,
        }
    }

    /// In words.
    const fn describe(self) -> &'static str {
        match self {
            Self::Check => "a CHECK",
            Self::Default => "a DEFAULT",
            Self::Generated => "a generated column",
            Self::Index => "an index",
        }
    }

    /// What to do instead.
    const fn instead(self) -> &'static str {
        match self {
            Self::Check => {
                "what depends on other rows is a foreign key, an `exclude(…)` or a trigger"
            }
            Self::Default => {
                "a function that has the query in it can stand in a default: `default = \"next_number()\"`"
            }
            Self::Generated => "compute it in a view, or keep it up to date with a trigger",
            Self::Index => "index a column that is kept up to date with a trigger",
        }
    }

    /// Whether the value must be the same each time.
    const fn is_kept(self) -> bool {
        matches!(self, Self::Generated | Self::Index)
    }
}

/// Why PostgreSQL refuses a text where it stands, if it does. The first reason is enough.
pub(super) fn refused(text: &str, stands: Stands) -> Option<String> {
    let tokens: Vec<Token<'_>> = tokens(text).map_while(Result::ok).collect();
    (0..tokens.len()).find_map(|at| refused_at(&tokens, at, stands))
}

/// Why it refuses the token at a place.
fn refused_at(tokens: &[Token<'_>], at: usize, stands: Stands) -> Option<String> {
    let token = tokens.get(at)?;
    if token.kind != TokenKind::Identifier || !is_of_the_catalog(tokens, at) {
        return None;
    }
    let word = token.text.to_ascii_lowercase();
    let (place, instead) = (stands.describe(), stands.instead());
    let is_call = tokens
        .get(at + 1)
        .is_some_and(|next| next.kind == TokenKind::OpenParen);
    if word == "select" {
        return Some(format!(
            "{place} can't have a query in it (0A000): {instead}"
        ));
    }
    if word == "over" && at > 0 && tokens[at - 1].kind == TokenKind::CloseParen {
        return Some(format!(
            "{place} sees one row, and a window function looks at others (42P20): {instead}"
        ));
    }
    if is_call && AGGREGATES.contains(&word.as_str()) {
        return Some(format!(
            "{place} sees one row, and `{word}(…)` is computed from many (42803): {instead}"
        ));
    }
    if !stands.is_kept() {
        return None;
    }
    if is_call && WITH_LANGUAGE.contains(&word.as_str()) && arguments(tokens, at + 1) == 1 {
        return Some(format!(
            "`{word}(…)` of one argument takes the language from the session, so it isn't immutable, and {place} \
             refuses it (42P17): name the language: `{word}('english', …)`"
        ));
    }
    let is_word = !is_call && NOT_IMMUTABLE_WORDS.contains(&word.as_str());
    if is_word || (is_call && NOT_IMMUTABLE.contains(&word.as_str())) {
        let name = if is_call {
            format!("{word}(…)")
        } else {
            word.clone()
        };
        return Some(format!(
            "`{name}` isn't immutable: its value depends on more than its arguments, and {place} keeps what was \
             computed once (42P17): {}",
            advice(&word, stands)
        ));
    }
    None
}

/// What to do instead of calling a function.
fn advice(word: &str, stands: Stands) -> &'static str {
    match (word, stands) {
        ("concat" | "concat_ws" | "format" | "array_to_string", _) => {
            "join texts with `||`, and `coalesce` what can be NULL"
        }
        ("to_char" | "to_date", _) => {
            "take `extract`, or a function over `timestamp` or `date` that is immutable"
        }
        ("to_json" | "to_jsonb" | "pg_typeof", _) => "compute it where it is read",
        (_, Stands::Index) => "index the column, and compare it in the query",
        _ => "a value of the moment when the row comes is a `default`",
    }
}

/// Whether a word stands alone, or behind the schema that has PostgreSQL's own functions.
fn is_of_the_catalog(tokens: &[Token<'_>], at: usize) -> bool {
    if at == 0 || tokens[at - 1].kind != TokenKind::Dot {
        return true;
    }
    at > 1 && tokens[at - 2].is_word("pg_catalog")
}

/// How many arguments stand in the parentheses that open at a place.
fn arguments(tokens: &[Token<'_>], open: usize) -> usize {
    let mut depth = 0_usize;
    let mut commas = 0;
    for token in tokens.iter().skip(open) {
        match token.kind {
            TokenKind::OpenParen | TokenKind::OpenBracket => depth += 1,
            TokenKind::CloseParen | TokenKind::CloseBracket => depth = depth.saturating_sub(1),
            TokenKind::Comma if depth == 1 => commas += 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    commas + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_at_other_rows_is_refused_everywhere() {
        for stands in [
            Stands::Check,
            Stands::Default,
            Stands::Generated,
            Stands::Index,
        ] {
            for text in [
                "n > (SELECT max_n FROM limits)",
                "count(*) > 0",
                "pg_catalog.SUM(n) > 0",
                "row_number() OVER (ORDER BY n)",
            ] {
                assert!(refused(text, stands).is_some(), "{text}");
            }
        }
    }

    #[test]
    fn what_changes_is_refused_where_it_is_kept() {
        for text in [
            "now()",
            "created_at < CURRENT_TIMESTAMP",
            "to_tsvector(title)",
            "to_tsvector(coalesce(title, ''))",
            "concat(a, b)",
        ] {
            assert!(refused(text, Stands::Generated).is_some(), "{text}");
            assert!(refused(text, Stands::Index).is_some(), "{text}");
            assert_eq!(refused(text, Stands::Check), None, "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_it_is_taken() {
        for text in [
            "to_tsvector('english', title)",
            "setweight(to_tsvector('english', coalesce(a, '')), 'A')",
            "count > 0",
            "\"now\" > 1",
            "now > 1",
            "'select'",
            "app.count(n)",
            "app.now()",
            "over > 1",
        ] {
            assert_eq!(refused(text, Stands::Generated), None, "{text}");
        }
    }
}
