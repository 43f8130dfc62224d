use serde::{Deserialize, Serialize};

use super::writer::display_as_sql;
use super::{Identifier, QualifiedName, StatementText, ToSql, Writer};

/// Which rows may be written through a view.
///
/// ```
/// use pgschema::sql::CheckOption;
///
/// assert_eq!(CheckOption::Cascaded.to_string(), "WITH CASCADED CHECK OPTION");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckOption {
    /// Those that the view itself shows.
    Local,
    /// Those that the view and the views under it show.
    Cascaded,
}

impl ToSql for CheckOption {
    fn write(&self, out: &mut Writer) {
        out.push(match self {
            Self::Local => "WITH LOCAL CHECK OPTION",
            Self::Cascaded => "WITH CASCADED CHECK OPTION",
        });
    }
}

display_as_sql!(CheckOption);

/// `CREATE VIEW`: a query with a name.
///
/// ```
/// use pgschema::sql::{CreateView, QualifiedName, StatementText};
///
/// let query = StatementText::new("SELECT id, title FROM app.documents WHERE deleted_at IS NULL")?;
/// let view = CreateView::new(QualifiedName::new("app", "live_documents")?, query)
///     .or_replace()
///     .security_invoker(true)
///     .security_barrier(true);
/// assert_eq!(
///     view.to_string(),
///     "CREATE OR REPLACE VIEW app.live_documents
///   WITH (security_invoker = true, security_barrier = true) AS
/// SELECT id, title FROM app.documents WHERE deleted_at IS NULL;"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// PostgreSQL manual: CREATE VIEW.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreateView {
    name: QualifiedName,
    query: StatementText,
    or_replace: bool,
    columns: Vec<Identifier>,
    security_invoker: Option<bool>,
    security_barrier: Option<bool>,
    check_option: Option<CheckOption>,
}

impl CreateView {
    /// A view of a query.
    #[must_use]
    pub const fn new(name: QualifiedName, query: StatementText) -> Self {
        Self {
            name,
            query,
            or_replace: false,
            columns: Vec::new(),
            security_invoker: None,
            security_barrier: None,
            check_option: None,
        }
    }

    /// In the place of one of the same name, whose columns must be the first of the new one's.
    #[must_use]
    pub fn or_replace(mut self) -> Self {
        self.or_replace = true;
        self
    }

    /// The names of its columns; those of the query without any.
    #[must_use]
    pub fn columns(mut self, columns: impl IntoIterator<Item = Identifier>) -> Self {
        self.columns.extend(columns);
        self
    }

    /// Whether the rights and the policies of who asks hold, and not those of its owner (PostgreSQL
    /// 15).
    #[must_use]
    pub fn security_invoker(mut self, invoker: bool) -> Self {
        self.security_invoker = Some(invoker);
        self
    }

    /// Whether its own conditions come before those of who asks, whose functions could tell what
    /// rows there are.
    #[must_use]
    pub fn security_barrier(mut self, barrier: bool) -> Self {
        self.security_barrier = Some(barrier);
        self
    }

    /// Which rows may be written through it; any without it.
    #[must_use]
    pub fn check_option(mut self, option: CheckOption) -> Self {
        self.check_option = Some(option);
        self
    }
}

impl ToSql for CreateView {
    fn write(&self, out: &mut Writer) {
        out.push(if self.or_replace {
            "CREATE OR REPLACE VIEW "
        } else {
            "CREATE VIEW "
        });
        self.name.write(out);
        if !self.columns.is_empty() {
            out.push_in_parentheses(&self.columns);
        }
        self.write_options(out);
        out.push(" AS");
        out.push_line(0);
        self.query.write(out);
        if let Some(option) = self.check_option {
            out.push_line(2);
            option.write(out);
        }
        out.push(";");
    }
}

impl CreateView {
    fn write_options(&self, out: &mut Writer) {
        let options = [
            ("security_invoker", self.security_invoker),
            ("security_barrier", self.security_barrier),
        ];
        let mut is_open = false;
        for (option, value) in options {
            let Some(value) = value else { continue };
            if is_open {
                out.push(", ");
            } else {
                out.push_line(2);
                out.push("WITH (");
            }
            out.push(option);
            out.push(if value { " = true" } else { " = false" });
            is_open = true;
        }
        if is_open {
            out.push(")");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_clause_stands_in_its_place() -> Result<(), Box<dyn std::error::Error>> {
        let name = QualifiedName::new("app", "v")?;
        let sql = CreateView::new(name, StatementText::new("SELECT a FROM app.t")?)
            .columns([Identifier::new("b")?])
            .security_barrier(false)
            .check_option(CheckOption::Local)
            .to_sql();
        let expected = "CREATE VIEW app.v (b)\n  WITH (security_barrier = false) AS\n\
                        SELECT a FROM app.t\n  WITH LOCAL CHECK OPTION;";
        assert_eq!(sql, expected);
        Ok(())
    }

    #[test]
    fn a_view_without_options() -> Result<(), Box<dyn std::error::Error>> {
        let name = QualifiedName::new("app", "v")?;
        let sql = CreateView::new(name, StatementText::new("TABLE app.t")?).to_sql();
        assert_eq!(sql, "CREATE VIEW app.v AS\nTABLE app.t;");
        Ok(())
    }
}
