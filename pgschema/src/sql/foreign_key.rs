use serde::{Deserialize, Serialize};

use super::writer::display_as_sql;
use super::{Identifier, QualifiedName, ToSql, Writer};
use crate::define::Match;

/// What happens to rows when the row that they refer to goes or gets another key.
///
/// ```
/// use pgschema::sql::{Identifier, ReferentialAction};
///
/// assert_eq!(ReferentialAction::Cascade.to_string(), "CASCADE");
/// assert_eq!(ReferentialAction::SetNull(Vec::new()).to_string(), "SET NULL");
/// // PostgreSQL 15
/// let parent = ReferentialAction::SetNull(vec![Identifier::new("parent_id")?]);
/// assert_eq!(parent.to_string(), "SET NULL (parent_id)");
/// # Ok::<(), pgschema::sql::IdentifierError>(())
/// ```
///
/// PostgreSQL manual: CREATE TABLE: REFERENCES.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReferentialAction {
    /// `NO ACTION`: an error, at the end of the statement or, if the constraint is deferred, of the
    /// transaction.
    #[default]
    NoAction,
    /// `RESTRICT`: an error at once.
    Restrict,
    /// `CASCADE`: the rows go too, or get the new key.
    Cascade,
    /// `SET NULL`: all columns of the key, or those of the list (which needs PostgreSQL 15, and is
    /// for ON DELETE only).
    SetNull(Vec<Identifier>),
    /// `SET DEFAULT`: all columns of the key, or those of the list (which needs PostgreSQL 15, and
    /// is for ON DELETE only).
    SetDefault(Vec<Identifier>),
}

impl ReferentialAction {
    fn is_default(&self) -> bool {
        *self == Self::NoAction
    }
}

impl ToSql for ReferentialAction {
    fn write(&self, out: &mut Writer) {
        let (words, columns): (_, &[Identifier]) = match self {
            Self::NoAction => ("NO ACTION", &[]),
            Self::Restrict => ("RESTRICT", &[]),
            Self::Cascade => ("CASCADE", &[]),
            Self::SetNull(columns) => ("SET NULL", columns),
            Self::SetDefault(columns) => ("SET DEFAULT", columns),
        };
        out.push(words);
        if !columns.is_empty() {
            out.push_in_parentheses(columns);
        }
    }
}

/// A reference of columns to the key of a table, as a
/// [`ConstraintKind`](super::ConstraintKind::ForeignKey).
///
/// ```
/// use pgschema::define::Match;
/// use pgschema::sql::{ForeignKey, Identifier, QualifiedName, ReferentialAction};
///
/// let key = ForeignKey {
///     columns: vec![Identifier::new("tenant_id")?, Identifier::new("owner_id")?],
///     references: QualifiedName::new("app", "users")?,
///     referenced_columns: vec![Identifier::new("tenant_id")?, Identifier::new("id")?],
///     match_type: Match::Simple,
///     on_delete: ReferentialAction::Restrict,
///     on_update: ReferentialAction::NoAction,
/// };
/// assert_eq!(
///     key.to_string(),
///     "FOREIGN KEY (tenant_id, owner_id) REFERENCES app.users (tenant_id, id) ON DELETE RESTRICT"
/// );
/// # Ok::<(), pgschema::sql::IdentifierError>(())
/// ```
///
/// MATCH SIMPLE and NO ACTION are what no word means, and are not written.
///
/// PostgreSQL manual: CREATE TABLE: FOREIGN KEY.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForeignKey {
    /// The referencing columns.
    pub columns: Vec<Identifier>,
    /// The referenced table.
    pub references: QualifiedName,
    /// The referenced columns; the primary key without any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub referenced_columns: Vec<Identifier>,
    /// When NULLs satisfy it.
    #[serde(default = "simple", skip_serializing_if = "is_simple")]
    pub match_type: Match,
    /// What happens when a referenced row goes.
    #[serde(default, skip_serializing_if = "ReferentialAction::is_default")]
    pub on_delete: ReferentialAction,
    /// What happens when a referenced key changes.
    #[serde(default, skip_serializing_if = "ReferentialAction::is_default")]
    pub on_update: ReferentialAction,
}

const fn simple() -> Match {
    Match::Simple
}

fn is_simple(match_type: &Match) -> bool {
    *match_type == Match::Simple
}

impl ToSql for ForeignKey {
    fn write(&self, out: &mut Writer) {
        out.push("FOREIGN KEY");
        out.push_in_parentheses(&self.columns);
        out.push(" REFERENCES ");
        self.references.write(out);
        if !self.referenced_columns.is_empty() {
            out.push_in_parentheses(&self.referenced_columns);
        }
        if self.match_type == Match::Full {
            out.push(" MATCH FULL");
        }
        if !self.on_delete.is_default() {
            out.push(" ON DELETE ");
            self.on_delete.write(out);
        }
        if !self.on_update.is_default() {
            out.push(" ON UPDATE ");
            self.on_update.write(out);
        }
    }
}

display_as_sql!(ReferentialAction, ForeignKey);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::IdentifierError;

    fn key() -> Result<ForeignKey, IdentifierError> {
        Ok(ForeignKey {
            columns: vec![Identifier::new("a")?],
            references: QualifiedName::new("app", "b")?,
            referenced_columns: Vec::new(),
            match_type: Match::Simple,
            on_delete: ReferentialAction::NoAction,
            on_update: ReferentialAction::NoAction,
        })
    }

    #[test]
    fn every_clause_stands_in_its_place() -> Result<(), IdentifierError> {
        let mut key = key()?;
        assert_eq!(key.to_sql(), "FOREIGN KEY (a) REFERENCES app.b");
        key.match_type = Match::Full;
        key.on_delete = ReferentialAction::SetDefault(vec![Identifier::new("a")?]);
        key.on_update = ReferentialAction::Cascade;
        let expected = "FOREIGN KEY (a) REFERENCES app.b MATCH FULL \
                        ON DELETE SET DEFAULT (a) ON UPDATE CASCADE";
        assert_eq!(key.to_sql(), expected);
        Ok(())
    }

    #[test]
    fn defaults_are_not_in_the_snapshot() -> Result<(), Box<dyn std::error::Error>> {
        let json = serde_json::to_string(&key()?)?;
        let expected = r#"{"columns":["a"],"references":{"schema":"app","name":"b"}}"#;
        assert_eq!(json, expected);
        assert_eq!(serde_json::from_str::<ForeignKey>(&json)?, key()?);
        Ok(())
    }
}
