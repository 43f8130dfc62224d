use super::{Expr, Identifier, QualifiedName, RoleName, ToSql, Writer};
use crate::define::{Command, PolicyKind};

/// `CREATE POLICY`.
///
/// PostgreSQL manual: CREATE POLICY.
///
/// ```
/// use pgschema::sql::{CreatePolicy, Expr, Identifier, QualifiedName, RoleName};
///
/// let policy = CreatePolicy::new(Identifier::new("own")?, QualifiedName::new("app", "drafts")?)
///     .to([RoleName::Named(Identifier::new("app_runtime")?)])
///     .using(Expr::sql("owner_id = (SELECT app.current_user_id())")?);
/// assert_eq!(
///     policy.to_string(),
///     "CREATE POLICY own ON app.drafts\n  AS PERMISSIVE FOR ALL TO app_runtime\n  \
///      USING (owner_id = (SELECT app.current_user_id()));"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct CreatePolicy {
    name: Identifier,
    table: QualifiedName,
    kind: PolicyKind,
    command: Command,
    to: Vec<RoleName>,
    using: Option<Expr>,
    with_check: Option<Expr>,
}
impl CreatePolicy {
    /// A permissive policy for every command.
    #[must_use]
    pub const fn new(name: Identifier, table: QualifiedName) -> Self {
        Self {
            name,
            table,
            kind: PolicyKind::Permissive,
            command: Command::All,
            to: Vec::new(),
            using: None,
            with_check: None,
        }
    }
    /// How it combines with others.
    #[must_use]
    pub const fn kind(mut self, kind: PolicyKind) -> Self {
        self.kind = kind;
        self
    }
    /// What it applies to.
    #[must_use]
    pub const fn command(mut self, command: Command) -> Self {
        self.command = command;
        self
    }
    /// Whom it binds.
    #[must_use]
    pub fn to(mut self, roles: impl IntoIterator<Item = RoleName>) -> Self {
        self.to.extend(roles);
        self
    }
    /// Which rows are seen.
    #[must_use]
    pub fn using(mut self, using: Expr) -> Self {
        self.using = Some(using);
        self
    }
    /// Which rows may be written.
    #[must_use]
    pub fn with_check(mut self, check: Expr) -> Self {
        self.with_check = Some(check);
        self
    }
}
impl ToSql for CreatePolicy {
    fn write(&self, out: &mut Writer) {
        out.push("CREATE POLICY ");
        self.name.write(out);
        out.push(" ON ");
        self.table.write(out);
        out.push(match self.kind {
            PolicyKind::Permissive => "\n  AS PERMISSIVE",
            PolicyKind::Restrictive => "\n  AS RESTRICTIVE",
        });
        out.push(match self.command {
            Command::All => " FOR ALL",
            Command::Select => " FOR SELECT",
            Command::Insert => " FOR INSERT",
            Command::Update => " FOR UPDATE",
            Command::Delete => " FOR DELETE",
        });
        if !self.to.is_empty() {
            out.push(" TO ");
            out.push_list(&self.to, ", ");
        }
        if let Some(using) = &self.using {
            out.push("\n  USING (");
            using.write(out);
            out.push(")");
        }
        if let Some(check) = &self.with_check {
            out.push("\n  WITH CHECK (");
            check.write(out);
            out.push(")");
        }
        out.push(";");
    }
}
/// `DROP POLICY`.
///
/// PostgreSQL manual: DROP POLICY.
///
/// ```
/// use pgschema::sql::{DropPolicy, Identifier, QualifiedName};
///
/// let drop = DropPolicy::new(Identifier::new("own")?, QualifiedName::new("app", "drafts")?);
/// assert_eq!(drop.if_exists().to_string(), "DROP POLICY IF EXISTS own ON app.drafts;");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct DropPolicy {
    name: Identifier,
    table: QualifiedName,
    if_exists: bool,
}
impl DropPolicy {
    /// A policy of a table.
    #[must_use]
    pub const fn new(name: Identifier, table: QualifiedName) -> Self {
        Self {
            name,
            table,
            if_exists: false,
        }
    }
    /// Does nothing where there is none.
    #[must_use]
    pub const fn if_exists(mut self) -> Self {
        self.if_exists = true;
        self
    }
}
impl ToSql for DropPolicy {
    fn write(&self, out: &mut Writer) {
        out.push(if self.if_exists {
            "DROP POLICY IF EXISTS "
        } else {
            "DROP POLICY "
        });
        self.name.write(out);
        out.push(" ON ");
        self.table.write(out);
        out.push(";");
    }
}
