use serde::{Deserialize, Serialize};

use super::TableGrant;
use crate::sql::{Identifier, QualifiedName, StatementText, TextLiteral};

/// A view.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct View {
    /// Its name.
    pub name: QualifiedName,
    /// The names of its columns; those of the query without them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<Identifier>,
    /// What it shows.
    pub query: StatementText,
    /// Whether the rights and policies of the one who asks hold, not those of the owner
    /// (PostgreSQL 15).
    pub security_invoker: bool,
    /// Whether its own conditions are evaluated before those of the one who asks.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub security_barrier: bool,
    /// Who may do what with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grants: Vec<TableGrant>,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<TextLiteral>,
}

impl View {
    /// A view in which the rights and policies of the one who asks hold.
    #[must_use]
    pub const fn new(name: QualifiedName, query: StatementText) -> Self {
        Self {
            name,
            columns: Vec::new(),
            query,
            security_invoker: true,
            security_barrier: false,
            grants: Vec::new(),
            comment: None,
        }
    }
}
