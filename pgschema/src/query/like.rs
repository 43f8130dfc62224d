//! What somebody typed, as a pattern of `LIKE` that means just that.
//!
//! `%` and `_` in it stand for themselves, and so does the backslash with which they are escaped. To search by the
//! beginning, [`starts_with`](crate::typed::Column::starts_with) needs no pattern and is leakproof.
//!
//! ```
//! use pgschema::query::like;
//!
//! assert_eq!(like::contains("100%"), r"%100\%%");
//! assert_eq!(like::starts_with("a_b"), r"a\_b%");
//! assert_eq!(like::ends_with(r"C:\"), r"%C:\\");
//! ```
//!
//! PostgreSQL manual: Pattern Matching.

/// The text with every wildcard escaped.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '\\' | '%' | '_') {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

/// The pattern of texts that have it in them.
#[must_use]
pub fn contains(text: &str) -> String {
    format!("%{}%", escape(text))
}

/// The pattern of texts that start with it.
#[must_use]
pub fn starts_with(text: &str) -> String {
    format!("{}%", escape(text))
}

/// The pattern of texts that end with it.
#[must_use]
pub fn ends_with(text: &str) -> String {
    format!("%{}", escape(text))
}
