use super::guard::write_guarded;
use super::{Collation, DataType, Expr, Identifier, QualifiedName, TextLiteral, ToSql, Writer};

/// That there is no type of the name yet.
fn write_type_is_missing(name: &QualifiedName, out: &mut Writer) {
    out.push("NOT EXISTS (SELECT FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace WHERE n.nspname = ");
    out.push_string_constant(name.schema().as_str());
    out.push(" AND t.typname = ");
    out.push_string_constant(name.name().as_str());
    out.push(")");
}

/// `CREATE TYPE … AS ENUM`.
///
/// PostgreSQL manual: CREATE TYPE.
///
/// ```
/// use pgschema::sql::{CreateEnum, QualifiedName, TextLiteral};
///
/// let labels = [TextLiteral::new("draft")?, TextLiteral::new("paid")?];
/// let status = CreateEnum::new(QualifiedName::new("app", "status")?, labels);
/// assert_eq!(status.to_string(), "CREATE TYPE app.status AS ENUM ('draft', 'paid');");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct CreateEnum {
    name: QualifiedName,
    labels: Vec<TextLiteral>,
    if_not_exists: bool,
}

impl CreateEnum {
    /// An enum and its labels, in their order.
    #[must_use]
    pub fn new(name: QualifiedName, labels: impl IntoIterator<Item = TextLiteral>) -> Self {
        Self {
            name,
            labels: labels.into_iter().collect(),
            if_not_exists: false,
        }
    }
    /// Does nothing where a type of the name is.
    #[must_use]
    pub const fn if_not_exists(mut self) -> Self {
        self.if_not_exists = true;
        self
    }
    fn write_statement(&self, out: &mut Writer) {
        out.push("CREATE TYPE ");
        self.name.write(out);
        out.push(" AS ENUM (");
        out.push_list(&self.labels, ", ");
        out.push(");");
    }
}

impl ToSql for CreateEnum {
    fn write(&self, out: &mut Writer) {
        if self.if_not_exists {
            write_guarded(
                out,
                |out| write_type_is_missing(&self.name, out),
                |out| self.write_statement(out),
            );
        } else {
            self.write_statement(out);
        }
    }
}

/// `CREATE DOMAIN`.
///
/// PostgreSQL manual: CREATE DOMAIN.
///
/// ```
/// use pgschema::BuiltinType;
/// use pgschema::sql::{CreateDomain, Expr, Identifier, QualifiedName};
///
/// let email = CreateDomain::new(QualifiedName::new("app", "email")?, BuiltinType::Text.into())
///     .check(Identifier::new("email_check")?, Expr::sql("VALUE ~ '@'")?);
/// assert_eq!(
///     email.to_string(),
///     "CREATE DOMAIN app.email AS text\n  CONSTRAINT email_check CHECK (VALUE ~ '@');"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
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
    /// A domain over a type.
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
    /// How its text is compared.
    #[must_use]
    pub fn collation(mut self, collation: Collation) -> Self {
        self.collation = Some(collation);
        self
    }
    /// What its columns are when an INSERT doesn't say.
    #[must_use]
    pub fn default(mut self, default: Expr) -> Self {
        self.default = Some(default);
        self
    }
    /// Takes no NULL.
    #[must_use]
    pub const fn not_null(mut self) -> Self {
        self.not_null = true;
        self
    }
    /// What its values satisfy.
    #[must_use]
    pub fn check(mut self, name: Identifier, check: Expr) -> Self {
        self.checks.push((name, check));
        self
    }
    /// Does nothing where a type of the name is.
    #[must_use]
    pub const fn if_not_exists(mut self) -> Self {
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
            default.write_operand(out);
        }
        if self.not_null {
            out.push(" NOT NULL");
        }
        for (name, check) in &self.checks {
            out.push("\n  CONSTRAINT ");
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
                |out| write_type_is_missing(&self.name, out),
                |out| self.write_statement(out),
            );
        } else {
            self.write_statement(out);
        }
    }
}
