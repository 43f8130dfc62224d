use super::{Identifier, QualifiedName, StatementText, ToSql, Writer};

/// `CREATE VIEW`.
///
/// PostgreSQL manual: CREATE VIEW.
///
/// ```
/// use pgschema::sql::{CreateView, QualifiedName, StatementText};
///
/// let query = StatementText::new("SELECT id FROM app.documents WHERE deleted_at IS NULL")?;
/// let view = CreateView::new(QualifiedName::new("app", "live_documents")?, query)
///     .security_invoker(true);
/// assert_eq!(
///     view.to_string(),
///     "CREATE VIEW app.live_documents\n  WITH (security_invoker = true) AS\n\
///      SELECT id FROM app.documents WHERE deleted_at IS NULL;"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct CreateView {
    name: QualifiedName,
    query: StatementText,
    or_replace: bool,
    columns: Vec<Identifier>,
    security_invoker: Option<bool>,
    security_barrier: Option<bool>,
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
        }
    }
    /// In the place of one that is there.
    #[must_use]
    pub const fn or_replace(mut self) -> Self {
        self.or_replace = true;
        self
    }
    /// The names of its columns.
    #[must_use]
    pub fn columns(mut self, columns: impl IntoIterator<Item = Identifier>) -> Self {
        self.columns.extend(columns);
        self
    }
    /// Whether the rights of the one who asks hold (PostgreSQL 15).
    #[must_use]
    pub const fn security_invoker(mut self, invoker: bool) -> Self {
        self.security_invoker = Some(invoker);
        self
    }
    /// Whether its own conditions are evaluated first.
    #[must_use]
    pub const fn security_barrier(mut self, barrier: bool) -> Self {
        self.security_barrier = Some(barrier);
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
            out.push(" (");
            out.push_list(&self.columns, ", ");
            out.push(")");
        }
        let mut separator = "\n  WITH (";
        for (option, value) in [
            ("security_invoker", self.security_invoker),
            ("security_barrier", self.security_barrier),
        ] {
            if let Some(value) = value {
                out.push(separator);
                out.push(option);
                out.push(if value { " = true" } else { " = false" });
                separator = ", ";
            }
        }
        if separator == ", " {
            out.push(")");
        }
        out.push(" AS\n");
        self.query.write(out);
        out.push(";");
    }
}
