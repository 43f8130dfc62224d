use serde::{Deserialize, Serialize};

use super::writer::display_as_sql;
use super::{Expr, ForeignKey, Identifier, IndexElement, Operator, ToSql, Writer};
use crate::define::{Deferrability, IndexMethod};

/// What a [`TableConstraint`] asks for.
///
/// ```
/// use pgschema::define::IndexMethod;
/// use pgschema::sql::{ConstraintKind, Identifier, IndexElement, Operator};
///
/// let room = IndexElement::column(Identifier::new("room_id")?);
/// let during = IndexElement::column(Identifier::new("during")?);
/// let no_overlap = ConstraintKind::Exclude {
///     method: IndexMethod::Gist,
///     elements: vec![(room, Operator::new("=")?), (during, Operator::new("&&")?)],
///     predicate: None,
/// };
/// assert_eq!(
///     no_overlap.to_string(),
///     "EXCLUDE USING gist (room_id WITH =, during WITH &&)"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// PostgreSQL manual: Constraints.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ConstraintKind {
    /// `PRIMARY KEY`.
    PrimaryKey {
        /// The columns.
        columns: Vec<Identifier>,
    },
    /// `UNIQUE`.
    Unique {
        /// The columns.
        columns: Vec<Identifier>,
        /// The columns that its index carries besides.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        include: Vec<Identifier>,
        /// Whether NULLs count as equal (PostgreSQL 15).
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        nulls_not_distinct: bool,
    },
    /// `CHECK`: what must not be false of a row.
    Check(Expr),
    /// `FOREIGN KEY`.
    ForeignKey(Box<ForeignKey>),
    /// `EXCLUDE`: no two rows for which every operator holds (on a partitioned table: PostgreSQL
    /// 17).
    Exclude {
        /// The access method.
        method: IndexMethod,
        /// What is compared, each with its operator.
        elements: Vec<(IndexElement, Operator)>,
        /// Among which rows; all of them without it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        predicate: Option<Expr>,
    },
}

impl ToSql for ConstraintKind {
    fn write(&self, out: &mut Writer) {
        match self {
            Self::PrimaryKey { columns } => {
                out.push("PRIMARY KEY");
                out.push_in_parentheses(columns);
            }
            Self::Unique {
                columns,
                include,
                nulls_not_distinct,
            } => {
                out.push("UNIQUE");
                if *nulls_not_distinct {
                    out.push(" NULLS NOT DISTINCT");
                }
                out.push_in_parentheses(columns);
                if !include.is_empty() {
                    out.push(" INCLUDE");
                    out.push_in_parentheses(include);
                }
            }
            Self::Check(expression) => {
                out.push("CHECK (");
                expression.write(out);
                out.push(")");
            }
            Self::ForeignKey(key) => key.write(out),
            Self::Exclude {
                method,
                elements,
                predicate,
            } => {
                out.push("EXCLUDE USING ");
                method.write(out);
                out.push(" (");
                for (position, (element, operator)) in elements.iter().enumerate() {
                    out.push(if position > 0 { ", " } else { "" });
                    element.write(out);
                    out.push(" WITH ");
                    operator.write(out);
                }
                out.push(")");
                if let Some(predicate) = predicate {
                    out.push(" WHERE (");
                    predicate.write(out);
                    out.push(")");
                }
            }
        }
    }
}

/// A constraint of a table, with its name.
///
/// ```
/// use pgschema::define::Deferrability;
/// use pgschema::sql::{ConstraintKind, Expr, Identifier, TableConstraint};
///
/// let check = ConstraintKind::Check(Expr::sql("length(title) <= 200")?);
/// let constraint = TableConstraint::new(Identifier::new("documents_title_check")?, check);
/// assert_eq!(
///     constraint.to_string(),
///     "CONSTRAINT documents_title_check CHECK (length(title) <= 200)"
/// );
///
/// let columns = vec![Identifier::new("position")?];
/// let unique = ConstraintKind::Unique { columns, include: Vec::new(), nulls_not_distinct: false };
/// let constraint = TableConstraint::new(Identifier::new("items_position_key")?, unique)
///     .deferrability(Deferrability::InitiallyDeferred);
/// assert_eq!(
///     constraint.to_string(),
///     "CONSTRAINT items_position_key UNIQUE (\"position\") DEFERRABLE INITIALLY DEFERRED"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// PostgreSQL manual: CREATE TABLE.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableConstraint {
    name: Identifier,
    kind: ConstraintKind,
    deferrability: Deferrability,
}

/// A [`TableConstraint`] whose parts belong to somebody else.
#[derive(Clone, Copy)]
pub(crate) struct TableConstraintRef<'a> {
    pub(crate) name: &'a Identifier,
    pub(crate) kind: &'a ConstraintKind,
    pub(crate) deferrability: Deferrability,
}

impl TableConstraint {
    /// A constraint that is checked at once.
    #[must_use]
    pub const fn new(name: Identifier, kind: ConstraintKind) -> Self {
        Self {
            name,
            kind,
            deferrability: Deferrability::NotDeferrable,
        }
    }

    /// When it is checked, for all but CHECK, which always is at once.
    #[must_use]
    pub fn deferrability(mut self, deferrability: Deferrability) -> Self {
        self.deferrability = deferrability;
        self
    }

    pub(crate) const fn name(&self) -> &Identifier {
        &self.name
    }

    pub(super) const fn borrowed(&self) -> TableConstraintRef<'_> {
        TableConstraintRef {
            name: &self.name,
            kind: &self.kind,
            deferrability: self.deferrability,
        }
    }
}

impl From<TableConstraintRef<'_>> for TableConstraint {
    fn from(constraint: TableConstraintRef<'_>) -> Self {
        Self {
            name: constraint.name.clone(),
            kind: constraint.kind.clone(),
            deferrability: constraint.deferrability,
        }
    }
}

impl ToSql for TableConstraint {
    fn write(&self, out: &mut Writer) {
        self.borrowed().write(out);
    }
}

impl ToSql for TableConstraintRef<'_> {
    fn write(&self, out: &mut Writer) {
        out.push("CONSTRAINT ");
        self.name.write(out);
        out.push(" ");
        self.kind.write(out);
        // What no word means is not written.
        if self.deferrability != Deferrability::NotDeferrable {
            out.push(" ");
            self.deferrability.write(out);
        }
    }
}

display_as_sql!(ConstraintKind, TableConstraint);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::IdentifierError;

    #[test]
    fn a_unique_constraint_with_everything() -> Result<(), IdentifierError> {
        let kind = ConstraintKind::Unique {
            columns: vec![Identifier::new("a")?, Identifier::new("b")?],
            include: vec![Identifier::new("c")?],
            nulls_not_distinct: true,
        };
        let sql = TableConstraint::new(Identifier::new("k")?, kind)
            .deferrability(Deferrability::InitiallyImmediate)
            .to_sql();
        let expected = "CONSTRAINT k UNIQUE NULLS NOT DISTINCT (a, b) INCLUDE (c) DEFERRABLE";
        assert_eq!(sql, expected);
        Ok(())
    }

    #[test]
    fn an_exclusion_has_parentheses_around_its_expressions()
    -> Result<(), Box<dyn std::error::Error>> {
        let kind = ConstraintKind::Exclude {
            method: IndexMethod::Gist,
            elements: vec![(
                IndexElement::expression(Expr::sql("tstzrange(a, b)")?),
                Operator::new("&&")?,
            )],
            predicate: Some(Expr::sql("NOT gone")?),
        };
        let expected = "EXCLUDE USING gist ((tstzrange(a, b)) WITH &&) WHERE (NOT gone)";
        assert_eq!(kind.to_sql(), expected);
        Ok(())
    }
}
