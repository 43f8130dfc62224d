//! The types that SQL writes in several words.

/// The words that can follow the first word of a type's name: `with time zone` after `time`.
///
/// The units of an interval follow a literal of that type as well.
pub(crate) fn continuations(first_word: &str) -> &'static [&'static str] {
    match first_word {
        "double" => &["precision"],
        "bit" | "char" | "character" | "nchar" => &["varying"],
        "national" => &["char", "character", "varying"],
        "time" | "timestamp" => &["with", "without", "time", "zone"],
        "interval" => &["year", "month", "day", "hour", "minute", "second", "to"],
        _ => &[],
    }
}
