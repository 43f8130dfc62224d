use serde::{Deserialize, Serialize};

use crate::sql::{Expr, Identifier, QualifiedName, TextLiteral, TriggerEvent, TriggerTiming};

/// A trigger of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trigger {
    /// Its name, unique within the table; triggers fire in the order of their names.
    pub name: Identifier,
    /// When it fires.
    pub timing: TriggerTiming,
    /// At what.
    pub events: Vec<TriggerEvent>,
    /// Whether it fires for each row, not once for the statement.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub for_each_row: bool,
    /// On which condition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Expr>,
    /// What it calls.
    pub function: QualifiedName,
    /// With which arguments.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub arguments: Vec<TextLiteral>,
}
