//! The columns that lie beside one that is encrypted.

/// The name of the column that says which key has sealed the value.
///
/// ```
/// assert_eq!(pgschema_syntax::encrypted::key_id("ssn"), "ssn_key_id");
/// ```
#[must_use]
pub fn key_id(column: &str) -> String {
    format!("{column}_key_id")
}

/// The name of the column by which rows are found.
///
/// ```
/// assert_eq!(pgschema_syntax::encrypted::blind_index("ssn"), "ssn_blind_index");
/// ```
#[must_use]
pub fn blind_index(column: &str) -> String {
    format!("{column}_blind_index")
}
