use serde::{Deserialize, Serialize};

use crate::Version;
use crate::sql::{
    DataType, Expr, FunctionBody, Identifier, Parallel, QualifiedName, RoleName, TextLiteral,
    Volatility,
};

/// A function.
///
/// Its `search_path` is pinned: a PL/pgSQL body runs with that of the catalog, and an SQL-standard body is
/// bound when the function is made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Function {
    /// Its name.
    pub name: QualifiedName,
    /// What it takes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub arguments: Vec<Argument>,
    /// What it gives.
    pub returns: DataType,
    /// Whether it gives a set of them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub returns_set: bool,
    /// What its result depends on.
    pub volatility: Volatility,
    /// Whether parallel workers may call it.
    pub parallel: Parallel,
    /// Whether it runs with its owner's rights.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub security_definer: bool,
    /// What it does.
    pub body: FunctionBody,
    /// Who may call it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub execute: Vec<RoleName>,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<TextLiteral>,
    /// The first version that has no need of it; it is made on servers before that one only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Version>,
}

impl Function {
    /// A volatile function without arguments that nobody but its owner may call.
    #[must_use]
    pub const fn new(name: QualifiedName, returns: DataType, body: FunctionBody) -> Self {
        Self {
            name,
            arguments: Vec::new(),
            returns,
            returns_set: false,
            volatility: Volatility::Volatile,
            parallel: Parallel::Unsafe,
            security_definer: false,
            body,
            execute: Vec::new(),
            comment: None,
            before: None,
        }
    }

    /// Whether it is made with a search path of its own. A body that is bound when it is made needs none, and is
    /// inlined without one.
    pub(crate) const fn fixes_search_path(&self) -> bool {
        self.security_definer || matches!(self.body, FunctionBody::Plpgsql(_))
    }
}

/// An argument of a function.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Argument {
    /// Its name.
    pub name: Identifier,
    /// Its type.
    pub data_type: DataType,
    /// What it is when a call doesn't say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Expr>,
}
