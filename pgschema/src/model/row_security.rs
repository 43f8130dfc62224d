use serde::{Deserialize, Serialize};

use crate::define::{Command, PolicyKind};
use crate::sql::{Expr, Identifier, RoleName};

/// Whether row-level security binds a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowSecurity {
    /// It doesn't.
    #[default]
    Disabled,
    /// It binds everybody but the owner.
    Enabled,
    /// It binds the owner too.
    Forced,
}

impl RowSecurity {
    /// Whether it doesn't.
    #[must_use]
    pub fn is_disabled(&self) -> bool {
        *self == Self::Disabled
    }
}

/// A row-level security policy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Its name, unique within the table.
    pub name: Identifier,
    /// How it combines with others.
    pub kind: PolicyKind,
    /// What it applies to.
    pub command: Command,
    /// Whom it binds; never empty.
    pub roles: Vec<RoleName>,
    /// Which rows are seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub using: Option<Expr>,
    /// Which rows may be written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with_check: Option<Expr>,
}
