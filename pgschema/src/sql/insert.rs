use super::{Identifier, Literal, QualifiedName, ToSql, Writer};

/// `INSERT`: rows of constants, such as a lookup table has from the start.
///
/// ```
/// use pgschema::sql::{Identifier, Insert, Literal, QualifiedName};
///
/// let value = Identifier::new("value")?;
/// let description = Identifier::new("description")?;
/// let table = QualifiedName::new("app", "status")?;
/// let insert = Insert::new(table, [value.clone(), description.clone()])
///     .row(vec![Literal::text("draft")?, Literal::text("Not sent yet")?])
///     .row(vec![Literal::text("sent")?, Literal::Null])
///     .on_conflict_update(vec![value], vec![description]);
/// assert_eq!(
///     insert.to_string(),
///     "INSERT INTO app.status (value, description) VALUES
///   ('draft', 'Not sent yet'),
///   ('sent', NULL)
/// ON CONFLICT (value) DO UPDATE SET description = EXCLUDED.description;"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Without a row nothing is written.
///
/// PostgreSQL manual: INSERT.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Insert {
    table: QualifiedName,
    columns: Vec<Identifier>,
    rows: Vec<Vec<Literal>>,
    on_conflict: OnConflict,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum OnConflict {
    Fail,
    DoNothing,
    Update {
        conflict: Vec<Identifier>,
        set: Vec<Identifier>,
    },
}

impl Insert {
    /// Rows of a table, without one yet. Each has a value for each of the columns; if no column is
    /// named, for the first columns of the table.
    #[must_use]
    pub fn new(table: QualifiedName, columns: impl IntoIterator<Item = Identifier>) -> Self {
        Self {
            table,
            columns: columns.into_iter().collect(),
            rows: Vec::new(),
            on_conflict: OnConflict::Fail,
        }
    }

    /// One more row.
    #[must_use]
    pub fn row(mut self, row: Vec<Literal>) -> Self {
        self.rows.push(row);
        self
    }

    /// More rows.
    #[must_use]
    pub fn rows(mut self, rows: impl IntoIterator<Item = Vec<Literal>>) -> Self {
        self.rows.extend(rows);
        self
    }

    /// A row whose key, any key, is there already is left out.
    #[must_use]
    pub fn on_conflict_do_nothing(mut self) -> Self {
        self.on_conflict = OnConflict::DoNothing;
        self
    }

    /// If the columns `conflict` of a row are there already, the row that has them gets the columns
    /// `set` from the new one, or stays as it is if `set` has none.
    #[must_use]
    pub fn on_conflict_update(mut self, conflict: Vec<Identifier>, set: Vec<Identifier>) -> Self {
        self.on_conflict = OnConflict::Update { conflict, set };
        self
    }
}

impl ToSql for Insert {
    fn write(&self, out: &mut Writer) {
        if self.rows.is_empty() {
            return;
        }
        out.push("INSERT INTO ");
        self.table.write(out);
        if !self.columns.is_empty() {
            out.push_in_parentheses(&self.columns);
        }
        out.push(" VALUES");
        for (position, row) in self.rows.iter().enumerate() {
            out.push(if position > 0 { ",\n " } else { "\n " });
            out.push_in_parentheses(row);
        }
        self.on_conflict.write(out);
        out.push(";");
    }
}

impl ToSql for OnConflict {
    fn write(&self, out: &mut Writer) {
        match self {
            Self::Fail => {}
            Self::DoNothing => out.push("\nON CONFLICT DO NOTHING"),
            Self::Update { conflict, set } => {
                out.push("\nON CONFLICT");
                out.push_in_parentheses(conflict);
                out.push(if set.is_empty() {
                    " DO NOTHING"
                } else {
                    " DO UPDATE SET "
                });
                for (position, column) in set.iter().enumerate() {
                    out.push(if position > 0 { ", " } else { "" });
                    column.write(out);
                    out.push(" = EXCLUDED.");
                    column.write(out);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::IdentifierError;

    fn insert() -> Result<Insert, IdentifierError> {
        let table = QualifiedName::new("app", "t")?;
        Ok(Insert::new(table, [Identifier::new("a")?]))
    }

    #[test]
    fn nothing_is_written_without_a_row() -> Result<(), IdentifierError> {
        assert_eq!(insert()?.on_conflict_do_nothing().to_sql(), "");
        Ok(())
    }

    #[test]
    fn conflicts() -> Result<(), IdentifierError> {
        let start = "INSERT INTO app.t (a) VALUES\n  (1)";
        let insert = || Ok::<_, IdentifierError>(insert()?.row(vec![Literal::Integer(1)]));
        assert_eq!(insert()?.to_sql(), format!("{start};"));
        let sql = insert()?.on_conflict_do_nothing().to_sql();
        assert_eq!(sql, format!("{start}\nON CONFLICT DO NOTHING;"));
        let key = vec![Identifier::new("a")?];
        let sql = insert()?.on_conflict_update(key, Vec::new()).to_sql();
        assert_eq!(sql, format!("{start}\nON CONFLICT (a) DO NOTHING;"));
        Ok(())
    }
}
