use super::{Identifier, Literal, QualifiedName, ToSql, Writer};
/// `INSERT` of constant rows.
///
/// PostgreSQL manual: INSERT.
///
/// ```
/// use pgschema::sql::{Identifier, Insert, Literal, QualifiedName};
///
/// let value = Identifier::new("value")?;
/// let insert = Insert::new(QualifiedName::new("app", "status")?, [value])
///     .row(vec![Literal::text("paid")?])
///     .on_conflict_do_nothing();
/// assert_eq!(
///     insert.to_string(),
///     "INSERT INTO app.status (value) VALUES\n  ('paid')\nON CONFLICT DO NOTHING;"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Insert {
    table: QualifiedName,
    columns: Vec<Identifier>,
    rows: Vec<Vec<Literal>>,
    conflict: Conflict,
}
#[derive(Clone, Debug, PartialEq)]
enum Conflict {
    Fail,
    DoNothing,
    Update {
        target: Vec<Identifier>,
        set: Vec<Identifier>,
    },
}
impl Insert {
    /// Into columns of a table.
    #[must_use]
    pub fn new(table: QualifiedName, columns: impl IntoIterator<Item = Identifier>) -> Self {
        Self {
            table,
            columns: columns.into_iter().collect(),
            rows: Vec::new(),
            conflict: Conflict::Fail,
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
    /// Leaves rows that are there as they are.
    #[must_use]
    pub fn on_conflict_do_nothing(mut self) -> Self {
        self.conflict = Conflict::DoNothing;
        self
    }
    /// Updates rows that are there.
    #[must_use]
    pub fn on_conflict_update(mut self, target: Vec<Identifier>, set: Vec<Identifier>) -> Self {
        self.conflict = Conflict::Update { target, set };
        self
    }
}
impl ToSql for Insert {
    fn write(&self, out: &mut Writer) {
        out.push("INSERT INTO ");
        self.table.write(out);
        out.push(" (");
        out.push_list(&self.columns, ", ");
        out.push(") VALUES");
        for (position, row) in self.rows.iter().enumerate() {
            out.push(if position > 0 { ",\n  (" } else { "\n  (" });
            out.push_list(row, ", ");
            out.push(")");
        }
        match &self.conflict {
            Conflict::Fail => {}
            Conflict::Update { target, set } if !set.is_empty() => {
                out.push("\nON CONFLICT (");
                out.push_list(target, ", ");
                out.push(") DO UPDATE SET ");
                for (position, column) in set.iter().enumerate() {
                    out.push(if position > 0 { ", " } else { "" });
                    column.write(out);
                    out.push(" = EXCLUDED.");
                    column.write(out);
                }
            }
            _ => out.push("\nON CONFLICT DO NOTHING"),
        }
        out.push(";");
    }
}
