use serde::{Deserialize, Serialize};

use super::{Expr, Identifier, IndexElement, Operator, QualifiedName, ToSql, Writer};
use crate::define::{Deferrability, IndexMethod, Match};

/// What happens to referencing rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReferentialAction {
    /// `NO ACTION`.
    NoAction,
    /// `RESTRICT`.
    Restrict,
    /// `CASCADE`.
    Cascade,
    /// `SET NULL`, of some columns only where there is a list (PostgreSQL 15).
    SetNull(Vec<Identifier>),
    /// `SET DEFAULT`, of some columns only where there is a list (PostgreSQL 15).
    SetDefault(Vec<Identifier>),
}

/// A foreign key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForeignKey {
    /// The referencing columns.
    pub columns: Vec<Identifier>,
    /// The referenced table.
    pub references: QualifiedName,
    /// The referenced columns.
    pub referenced_columns: Vec<Identifier>,
    /// When NULLs satisfy it.
    pub match_type: Match,
    /// What happens when a referenced row goes.
    pub on_delete: ReferentialAction,
    /// What happens when a referenced key changes.
    pub on_update: ReferentialAction,
}

pub(super) fn write_columns(columns: &[Identifier], out: &mut Writer) {
    out.push(" (");
    out.push_list(columns, ", ");
    out.push(")");
}

impl ToSql for ForeignKey {
    fn write(&self, out: &mut Writer) {
        out.push("FOREIGN KEY");
        write_columns(&self.columns, out);
        out.push(" REFERENCES ");
        self.references.write(out);
        write_columns(&self.referenced_columns, out);
        if self.match_type == Match::Full {
            out.push(" MATCH FULL");
        }
        for (on, action) in [
            (" ON DELETE ", &self.on_delete),
            (" ON UPDATE ", &self.on_update),
        ] {
            let (word, columns) = match action {
                ReferentialAction::NoAction => continue,
                ReferentialAction::Restrict => ("RESTRICT", None),
                ReferentialAction::Cascade => ("CASCADE", None),
                ReferentialAction::SetNull(columns) => ("SET NULL", Some(columns)),
                ReferentialAction::SetDefault(columns) => ("SET DEFAULT", Some(columns)),
            };
            out.push(on);
            out.push(word);
            if let Some(columns) = columns
                && !columns.is_empty()
            {
                write_columns(columns, out);
            }
        }
    }
}

/// What a constraint asks for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
    /// `CHECK`.
    Check(Expr),
    /// `FOREIGN KEY`.
    ForeignKey(ForeignKey),
    /// `EXCLUDE`.
    Exclude {
        /// The access method.
        method: IndexMethod,
        /// What is compared, each with its operator.
        elements: Vec<(IndexElement, Operator)>,
        /// Among which rows.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        predicate: Option<Expr>,
    },
}

/// A constraint of a table.
///
/// PostgreSQL manual: CREATE TABLE.
///
/// ```
/// use pgschema::define::Match;
/// use pgschema::sql::{
///     ConstraintKind, ForeignKey, Identifier, QualifiedName, ReferentialAction, TableConstraint,
///     ToSql,
/// };
///
/// let columns = vec![Identifier::new("tenant_id")?, Identifier::new("parent_id")?];
/// let key = ForeignKey {
///     columns,
///     references: QualifiedName::new("app", "documents")?,
///     referenced_columns: vec![Identifier::new("tenant_id")?, Identifier::new("id")?],
///     match_type: Match::Simple,
///     on_delete: ReferentialAction::Cascade,
///     on_update: ReferentialAction::NoAction,
/// };
/// let constraint = TableConstraint::new(
///     Identifier::new("documents_parent_id_fkey")?,
///     ConstraintKind::ForeignKey(key),
/// );
/// assert_eq!(
///     constraint.to_sql(),
///     "CONSTRAINT documents_parent_id_fkey FOREIGN KEY (tenant_id, parent_id) \
///      REFERENCES app.documents (tenant_id, id) ON DELETE CASCADE"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct TableConstraint {
    pub(super) name: Identifier,
    kind: ConstraintKind,
    deferrability: Deferrability,
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
    /// When it is checked.
    #[must_use]
    pub const fn deferrability(mut self, deferrability: Deferrability) -> Self {
        self.deferrability = deferrability;
        self
    }
}

impl ToSql for TableConstraint {
    fn write(&self, out: &mut Writer) {
        out.push("CONSTRAINT ");
        self.name.write(out);
        out.push(" ");
        match &self.kind {
            ConstraintKind::PrimaryKey { columns } => {
                out.push("PRIMARY KEY");
                write_columns(columns, out);
            }
            ConstraintKind::Unique {
                columns,
                include,
                nulls_not_distinct,
            } => {
                out.push(if *nulls_not_distinct {
                    "UNIQUE NULLS NOT DISTINCT"
                } else {
                    "UNIQUE"
                });
                write_columns(columns, out);
                if !include.is_empty() {
                    out.push(" INCLUDE");
                    write_columns(include, out);
                }
            }
            ConstraintKind::Check(expression) => {
                out.push("CHECK (");
                expression.write(out);
                out.push(")");
            }
            ConstraintKind::ForeignKey(key) => key.write(out),
            ConstraintKind::Exclude {
                method,
                elements,
                predicate,
            } => {
                out.push("EXCLUDE USING ");
                out.push(method.as_str());
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
        match self.deferrability {
            Deferrability::NotDeferrable => {}
            Deferrability::InitiallyImmediate => out.push(" DEFERRABLE"),
            Deferrability::InitiallyDeferred => out.push(" DEFERRABLE INITIALLY DEFERRED"),
        }
    }
}
