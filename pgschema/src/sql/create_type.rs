use super::guard::write_guarded;
use super::{Collation, DataType, Expr, Identifier, QualifiedName, TextLiteral, ToSql, Writer};

/// `CREATE TYPE … AS ENUM`: a type of named values.
///
/// ```
/// use pgschema::sql::{CreateEnum, QualifiedName, TextLiteral};
///
/// let labels = [TextLiteral::new("draft")?, TextLiteral::new("it's live")?];
/// let status = CreateEnum::new(QualifiedName::new("app", "status")?, labels);
/// assert_eq!(
///     status.to_string(),
///     "CREATE TYPE app.status AS ENUM ('draft', 'it''s live');"
/// );
/// assert_eq!(
///     status.if_not_exists().to_string(),
///     "DO $$
/// BEGIN
///   IF NOT EXISTS (SELECT FROM pg_catalog.pg_type t \
///      JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace \
///      WHERE n.nspname = 'app' AND t.typname = 'status' AND t.typtype = 'e') THEN
///     CREATE TYPE app.status AS ENUM ('draft', 'it''s live');
///   END IF;
/// END
/// $$;"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// PostgreSQL manual: CREATE TYPE.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreateEnum {
    name: QualifiedName,
    labels: Vec<TextLiteral>,
    if_not_exists: bool,
}

impl CreateEnum {
    /// An enum and its labels, the least first.
    #[must_use]
    pub fn new(name: QualifiedName, labels: impl IntoIterator<Item = TextLiteral>) -> Self {
        Self {
            name,
            labels: labels.into_iter().collect(),
            if_not_exists: false,
        }
    }

    /// Does nothing where an enum has the name already, whatever its labels are. If something else
    /// has it, that is an error.
    #[must_use]
    pub fn if_not_exists(mut self) -> Self {
        self.if_not_exists = true;
        self
    }

    fn write_statement(&self, out: &mut Writer) {
        out.push("CREATE TYPE ");
        self.name.write(out);
        out.push(" AS ENUM");
        out.push_in_parentheses(&self.labels);
        out.push(";");
    }
}

impl ToSql for CreateEnum {
    fn write(&self, out: &mut Writer) {
        if self.if_not_exists {
            write_guarded(
                out,
                |out| write_type_is_missing(&self.name, "'e'", out),
                |out| self.write_statement(out),
            );
        } else {
            self.write_statement(out);
        }
    }
}

/// `CREATE DOMAIN`: a type with conditions on its values.
///
/// ```
/// use pgschema::define::BuiltinType;
/// use pgschema::sql::{CreateDomain, Expr, Identifier, QualifiedName};
///
/// let name = QualifiedName::new("app", "email")?;
/// let check = Expr::sql("VALUE LIKE '%_@_%'")?;
/// let domain = CreateDomain::new(name, BuiltinType::Text.into())
///     .not_null()
///     .check(Identifier::new("email_has_at")?, check);
/// assert_eq!(
///     domain.to_string(),
///     "CREATE DOMAIN app.email AS text NOT NULL
///   CONSTRAINT email_has_at CHECK (VALUE LIKE '%_@_%');"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// PostgreSQL manual: CREATE DOMAIN.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreateDomain {
    name: QualifiedName,
    base: DataType,
    collation: Option<Collation>,
    default: Option<Expr>,
    not_null: bool,
    checks: Vec<(Identifier, Expr)>,
    if_not_exists: bool,
}

impl CreateDomain {
    /// A domain over a type, with the same values.
    #[must_use]
    pub const fn new(name: QualifiedName, base: DataType) -> Self {
        Self {
            name,
            base,
            collation: None,
            default: None,
            not_null: false,
            checks: Vec::new(),
            if_not_exists: false,
        }
    }

    /// How its texts are compared.
    #[must_use]
    pub fn collation(mut self, collation: Collation) -> Self {
        self.collation = Some(collation);
        self
    }

    /// What a column of the domain is when neither an INSERT nor the column says.
    #[must_use]
    pub fn default(mut self, default: Expr) -> Self {
        self.default = Some(default);
        self
    }

    /// Takes no NULL. A column of the domain can still be NULL in the result of an outer join, so
    /// NOT NULL is better said of the column.
    #[must_use]
    pub fn not_null(mut self) -> Self {
        self.not_null = true;
        self
    }

    /// What must hold of a value, which the expression calls `VALUE`.
    #[must_use]
    pub fn check(mut self, name: Identifier, check: Expr) -> Self {
        self.checks.push((name, check));
        self
    }

    /// Does nothing where a domain has the name already, whatever it is over. If something else has
    /// it, that is an error.
    #[must_use]
    pub fn if_not_exists(mut self) -> Self {
        self.if_not_exists = true;
        self
    }

    fn write_statement(&self, out: &mut Writer) {
        out.push("CREATE DOMAIN ");
        self.name.write(out);
        out.push(" AS ");
        self.base.write(out);
        if let Some(collation) = &self.collation {
            out.push(" ");
            collation.write(out);
        }
        if let Some(default) = &self.default {
            out.push(" DEFAULT ");
            default.write_default(out);
        }
        if self.not_null {
            out.push(" NOT NULL");
        }
        for (name, check) in &self.checks {
            out.push_line(2);
            out.push("CONSTRAINT ");
            name.write(out);
            out.push(" CHECK (");
            check.write(out);
            out.push(")");
        }
        out.push(";");
    }
}

impl ToSql for CreateDomain {
    fn write(&self, out: &mut Writer) {
        if self.if_not_exists {
            write_guarded(
                out,
                |out| write_type_is_missing(&self.name, "'d'", out),
                |out| self.write_statement(out),
            );
        } else {
            self.write_statement(out);
        }
    }
}

/// That there is no type of the name and the kind yet. A type of another kind is no reason to go on
/// without a word.
fn write_type_is_missing(name: &QualifiedName, kind: &str, out: &mut Writer) {
    out.push(
        "NOT EXISTS (SELECT FROM pg_catalog.pg_type t \
         JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace WHERE n.nspname = ",
    );
    out.push_string_constant(name.schema().as_str());
    out.push(" AND t.typname = ");
    out.push_string_constant(name.name().as_str());
    out.push(" AND t.typtype = ");
    out.push(kind);
    out.push(")");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::define::BuiltinType;
    use crate::sql::{IdentifierError, Literal};

    #[test]
    fn a_guarded_domain_has_its_clauses_in_order() -> Result<(), IdentifierError> {
        let sql = CreateDomain::new(QualifiedName::new("app", "code")?, BuiltinType::Text.into())
            .check(Identifier::new("a")?, Expr::Literal(Literal::Boolean(true)))
            .default(Expr::Literal(Literal::Null))
            .collation(Collation::Named(Identifier::new("C")?))
            .if_not_exists()
            .to_sql();
        let expected = "t.typtype = 'd') THEN
    CREATE DOMAIN app.code AS text COLLATE \"C\" DEFAULT NULL
      CONSTRAINT a CHECK (true);
  END IF;";
        assert!(sql.contains(expected), "{sql}");
        Ok(())
    }
}
