use serde::{Deserialize, Serialize};

use crate::sql::{Collation, DataType, Expr, Identifier, QualifiedName, TextLiteral};

/// A native enum type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Enum {
    /// Its name.
    pub name: QualifiedName,
    /// Its labels, in their order.
    pub labels: Vec<TextLiteral>,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<TextLiteral>,
}

/// A domain.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Domain {
    /// Its name.
    pub name: QualifiedName,
    /// The underlying type.
    pub base: DataType,
    /// How its text is compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collation: Option<Collation>,
    /// What columns of it are when an INSERT doesn't say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Expr>,
    /// What its values satisfy.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<DomainCheck>,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<TextLiteral>,
}

/// A CHECK of a domain.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DomainCheck {
    /// Its name.
    pub name: Identifier,
    /// What holds, of `VALUE`.
    pub expression: Expr,
}
