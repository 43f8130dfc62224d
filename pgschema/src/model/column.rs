use serde::{Deserialize, Serialize};

use crate::define::{Compression, Storage};
use crate::sql::{Collation, DataType, Expr, Generated, Identifier, Identity, TextLiteral};

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Its name.
    pub name: Identifier,
    /// Its type.
    pub data_type: DataType,
    /// Whether NULL is allowed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub nullable: bool,
    /// What it is when an INSERT doesn't say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Expr>,
    /// The sequence that numbers it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity: Option<Box<Identity>>,
    /// What it is computed from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub generated: Option<Box<Generated>>,
    /// How the application seals it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encryption: Option<Box<Encryption>>,
    /// Whether a row keeps the value that it came with: no role gets the right to UPDATE it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub immutable: bool,
    /// How its text is compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collation: Option<Box<Collation>>,
    /// How large values are kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub storage: Option<Storage>,
    /// How large values are compressed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compression: Option<Compression>,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<TextLiteral>,
}

/// What lies beside a column that the application seals: the server computes it from what is sealed, without a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Encryption {
    /// The column that says which key has sealed the value.
    pub key_id: Identifier,
    /// The column by which rows are found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blind_index: Option<Identifier>,
}

impl Column {
    /// A column that takes no NULL and has no default.
    #[must_use]
    pub const fn new(name: Identifier, data_type: DataType) -> Self {
        Self {
            name,
            data_type,
            nullable: false,
            default: None,
            identity: None,
            generated: None,
            encryption: None,
            immutable: false,
            collation: None,
            storage: None,
            compression: None,
            comment: None,
        }
    }
}
