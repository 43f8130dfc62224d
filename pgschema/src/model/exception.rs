use serde::{Deserialize, Serialize};

use crate::sql::Identifier;

/// A rule or a measure that somebody switched off, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exception {
    /// The measure or the rule.
    pub rule: String,
    /// The column that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<Identifier>,
    /// The index, constraint, policy, trigger, partition or grantee that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Identifier>,
    /// Why.
    pub reason: String,
}

/// A rule that somebody switched off for an object that isn't part of a table, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ObjectException {
    /// The rule.
    pub rule: String,
    /// The [name](super::Object::name) of the object.
    pub object: String,
    /// Why.
    pub reason: String,
}
