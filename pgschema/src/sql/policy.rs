use super::{Expr, Identifier, QualifiedName, RoleName, ToSql, Writer};
use crate::define::{Command, PolicyKind};

/// `CREATE POLICY`: which rows of a table a role sees and writes.
///
/// Kind, command and roles are always written, so that a review sees them.
///
/// ```
/// use pgschema::sql::{CreatePolicy, Expr, Identifier, QualifiedName, RoleName};
///
/// let own = Expr::sql("owner_id = (SELECT app.current_user_id())")?;
/// let policy = CreatePolicy::new(Identifier::new("own")?, QualifiedName::new("app", "drafts")?)
///     .to([RoleName::Named(Identifier::new("app_runtime")?)])
///     .using(own.clone())
///     .with_check(own);
/// assert_eq!(
///     policy.to_string(),
///     "CREATE POLICY own ON app.drafts
///   AS PERMISSIVE
///   FOR ALL
///   TO app_runtime
///   USING (owner_id = (SELECT app.current_user_id()))
///   WITH CHECK (owner_id = (SELECT app.current_user_id()));"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// PostgreSQL manual: CREATE POLICY, Row Security Policies.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// A permissive policy of a table, for every command. Without [`using`](Self::using) and
    /// [`with_check`](Self::with_check) it lets nothing through.
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

    /// Whether it is one that is enough, or one that must hold beside the others.
    #[must_use]
    pub fn kind(mut self, kind: PolicyKind) -> Self {
        self.kind = kind;
        self
    }

    /// What it is for.
    #[must_use]
    pub fn command(mut self, command: Command) -> Self {
        self.command = command;
        self
    }

    /// For whom it is: for PUBLIC, which is everybody, if no role is named.
    #[must_use]
    pub fn to(mut self, roles: impl IntoIterator<Item = RoleName>) -> Self {
        self.to.extend(roles);
        self
    }

    /// Which of the rows that are there it shows, for every command but INSERT.
    #[must_use]
    pub fn using(mut self, using: Expr) -> Self {
        self.using = Some(using);
        self
    }

    /// Which rows may be written, for INSERT and UPDATE; those of [`using`](Self::using) without
    /// it.
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
        out.push_line(2);
        out.push("AS ");
        self.kind.write(out);
        out.push_line(2);
        out.push("FOR ");
        self.command.write(out);
        out.push_line(2);
        out.push("TO ");
        if self.to.is_empty() {
            RoleName::Public.write(out);
        } else {
            out.push_list(&self.to, ", ");
        }
        for (clause, expression) in [("USING (", &self.using), ("WITH CHECK (", &self.with_check)] {
            if let Some(expression) = expression {
                out.push_line(2);
                out.push(clause);
                expression.write(out);
                out.push(")");
            }
        }
        out.push(";");
    }
}

/// `DROP POLICY`.
///
/// ```
/// use pgschema::sql::{DropPolicy, Identifier, QualifiedName};
///
/// let drop = DropPolicy::new(Identifier::new("own")?, QualifiedName::new("app", "drafts")?);
/// assert_eq!(drop.to_string(), "DROP POLICY own ON app.drafts;");
/// assert_eq!(drop.if_exists().to_string(), "DROP POLICY IF EXISTS own ON app.drafts;");
/// # Ok::<(), pgschema::sql::IdentifierError>(())
/// ```
///
/// CREATE POLICY has neither `OR REPLACE` nor `IF NOT EXISTS` on any version: to make a policy anew,
/// drop it in the same transaction.
///
/// PostgreSQL manual: DROP POLICY.
#[derive(Clone, Debug, PartialEq, Eq)]
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

    /// Does nothing where the table has no policy of the name.
    #[must_use]
    pub fn if_exists(mut self) -> Self {
        self.if_exists = true;
        self
    }
}

impl ToSql for DropPolicy {
    fn write(&self, out: &mut Writer) {
        out.push("DROP POLICY ");
        if self.if_exists {
            out.push("IF EXISTS ");
        }
        self.name.write(out);
        out.push(" ON ");
        self.table.write(out);
        out.push(";");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::{IdentifierError, Literal};

    #[test]
    fn a_restrictive_policy_for_everybody() -> Result<(), IdentifierError> {
        let sql = CreatePolicy::new(Identifier::new("p")?, QualifiedName::new("app", "t")?)
            .kind(PolicyKind::Restrictive)
            .command(Command::Insert)
            .with_check(Expr::Literal(Literal::Boolean(false)))
            .to_sql();
        let expected = "CREATE POLICY p ON app.t\n  AS RESTRICTIVE\n  FOR INSERT\n  TO PUBLIC\n  \
                        WITH CHECK (false);";
        assert_eq!(sql, expected);
        Ok(())
    }
}
