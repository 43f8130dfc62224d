use serde::{Deserialize, Serialize};

use crate::define::Deferrability;
use crate::sql::{ConstraintKind, ForeignKey, Identifier};

/// A constraint of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Constraint {
    /// Its name, unique within the table.
    pub name: Identifier,
    /// What it asks for.
    pub kind: ConstraintKind,
    /// When it is checked.
    #[serde(default = "not_deferrable", skip_serializing_if = "is_not_deferrable")]
    pub deferrability: Deferrability,
}

impl Constraint {
    /// A constraint that is checked at once.
    #[must_use]
    pub const fn new(name: Identifier, kind: ConstraintKind) -> Self {
        Self {
            name,
            kind,
            deferrability: Deferrability::NotDeferrable,
        }
    }

    /// The foreign key, if it is one.
    #[must_use]
    pub const fn foreign_key(&self) -> Option<&ForeignKey> {
        match &self.kind {
            ConstraintKind::ForeignKey(foreign_key) => Some(foreign_key),
            _ => None,
        }
    }

    /// The columns that no two rows may share, for a primary key or a UNIQUE constraint.
    #[must_use]
    pub fn unique_columns(&self) -> Option<&[Identifier]> {
        match &self.kind {
            ConstraintKind::PrimaryKey { columns } | ConstraintKind::Unique { columns, .. } => {
                Some(columns)
            }
            _ => None,
        }
    }

    /// Whether an index of the same name comes with the constraint.
    #[must_use]
    pub const fn has_index(&self) -> bool {
        matches!(
            self.kind,
            ConstraintKind::PrimaryKey { .. }
                | ConstraintKind::Unique { .. }
                | ConstraintKind::Exclude { .. }
        )
    }
}

const fn not_deferrable() -> Deferrability {
    Deferrability::NotDeferrable
}

fn is_not_deferrable(deferrability: &Deferrability) -> bool {
    *deferrability == Deferrability::NotDeferrable
}
