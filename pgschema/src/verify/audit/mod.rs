//! Looking for what is unwise in any database, also in one that pgschema never saw.

mod ask;
mod assume;
mod known;
mod object;
mod report;

use std::collections::BTreeSet;

use postgres::{Client, Transaction};

pub use report::{Audit, SkippedRule};

use super::VerifyError;
use super::session::{Access, Session};
use crate::lint::{
    AllowedFinding, Finding, Linter, Object, Rule, Severity, UnknownRule, all_rules,
};
use crate::model::Database;
use crate::sql::Identifier;

/// Looks for what is unwise in the database of the connection, by every rule that a catalog can answer.
///
/// Nothing is written, and nothing is locked but the catalogs for reading: one transaction that reads, in one snapshot, each
/// statement of which gives up after 30 seconds. A replica can be asked, and any role may ask; what it may not see is in the
/// report as [`skipped`](Audit::skipped).
///
/// ```no_run
/// use pgschema::lint::Severity;
/// use pgschema::verify::audit;
/// use postgres::{Client, NoTls};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let mut client = Client::connect("host=/run/postgresql dbname=app", NoTls)?;
/// let audit = audit(&mut client)?;
/// println!("{audit}");
/// audit.deny(Severity::Error)?;
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// If the server can't be asked. What is wrong with the database is in the report.
pub fn audit(client: &mut Client) -> Result<Audit, VerifyError> {
    Auditor::new().audit(client)
}

/// Looks for what is unwise in a database, with what is known of it.
///
/// Two things are not in a catalog: under which roles programs come, and which column says whose a row
/// is. Without being told, the audit assumes, and says in the report what.
///
/// ```
/// use pgschema::verify::Auditor;
///
/// let auditor = Auditor::new()
///     .runtime_role("web")
///     .tenant_column("workspace_id")
///     .allow("limited_varchar", "app.users.name", "an index on it must stay small")?;
/// # Ok::<(), pgschema::lint::UnknownRule>(())
/// ```
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Auditor {
    runtime_roles: Vec<String>,
    tenant_columns: Vec<String>,
    linter: Linter,
    only: Vec<&'static Rule>,
    allowed: Vec<Allowed>,
    /// What the model allows, by its own report.
    model: Vec<AllowedFinding>,
    /// What looks wrong in a catalog to who doesn't know the model.
    known: BTreeSet<(&'static str, Object)>,
}

#[derive(Clone, Debug)]
struct Allowed {
    rule: &'static Rule,
    object: String,
    reason: String,
}

impl Auditor {
    /// Every rule, and nothing known.
    pub fn new() -> Self {
        Self::default()
    }

    /// What the model says: its roles, its tenant columns, and what is allowed in it.
    ///
    /// ```no_run
    /// # fn audit(database: &pgschema::Database, client: &mut postgres::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use pgschema::verify::Auditor;
    ///
    /// let audit = Auditor::of(database).audit(client)?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn of(database: &Database) -> Self {
        let roles = database.runtime_roles();
        // The key of the tenants themselves is no column that says whose a row is.
        let tables = database.tables().iter().filter(|it| !it.is_tenant_root());
        let tenants = tables.filter_map(|it| it.tenant.as_ref());
        let mut auditor = Self::new();
        for role in roles {
            auditor = auditor.runtime_role(role.as_str());
        }
        for tenant in tenants {
            auditor = auditor.tenant_column(tenant.as_str());
        }
        auditor.model = database.lint().allowed().to_vec();
        auditor.known = known::of(database);
        auditor
    }

    /// A role under which programs or people come: what it may do is looked at.
    pub fn runtime_role(mut self, name: impl Into<String>) -> Self {
        add(&mut self.runtime_roles, name.into());
        self
    }

    /// A column that says whose a row is.
    pub fn tenant_column(mut self, name: impl Into<String>) -> Self {
        add(&mut self.tenant_columns, name.into());
        self
    }

    /// Severities of the team's own, and rules that it has reasons not to follow.
    pub fn linter(mut self, linter: Linter) -> Self {
        self.linter = linter;
        self
    }

    /// Looks by this rule, and by others of which that is said, alone.
    ///
    /// # Errors
    ///
    /// If there is no rule of that name.
    pub fn only(mut self, rule: &str) -> Result<Self, UnknownRule> {
        self.only.push(Linter::known(rule)?);
        Ok(self)
    }

    /// Allows what a rule finds on an object, by the [name](Object::name) that the report has, or on the
    /// parts of a table. An `allow` that silences nothing is a finding itself.
    ///
    /// # Errors
    ///
    /// If there is no rule of that name.
    pub fn allow(
        mut self,
        rule: &str,
        object: impl Into<String>,
        reason: impl Into<String>,
    ) -> Result<Self, UnknownRule> {
        self.allowed.push(Allowed {
            rule: Linter::known(rule)?,
            object: object.into(),
            reason: reason.into(),
        });
        Ok(self)
    }

    /// Looks.
    ///
    /// # Errors
    ///
    /// As [`audit`].
    pub fn audit(&self, client: &mut Client) -> Result<Audit, VerifyError> {
        self.look(&mut Session::begin(client, Access::ReadOnly, "the audit")?)
    }

    /// Looks at what a transaction has done so far: a migration can be refused before it is committed.
    ///
    /// ```no_run
    /// # fn migrate(client: &mut postgres::Client, migration: &str) -> Result<(), Box<dyn std::error::Error>> {
    /// use pgschema::lint::Severity;
    /// use pgschema::verify::Auditor;
    ///
    /// let mut transaction = client.transaction()?;
    /// transaction.batch_execute(migration)?;
    /// Auditor::new().audit_within(&mut transaction)?.deny(Severity::Error)?;
    /// transaction.commit()?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`audit`].
    pub fn audit_within(&self, transaction: &mut Transaction<'_>) -> Result<Audit, VerifyError> {
        self.look(&mut Session::within(transaction, "the audit")?)
    }

    fn look(&self, session: &mut Session<'_>) -> Result<Audit, VerifyError> {
        ask::known(session, &self.runtime_roles, &self.tenant_columns)?;
        let runtime_roles = match self.runtime_roles.is_empty() {
            true => assume::runtime_roles(session)?,
            false => self.runtime_roles.clone(),
        };
        let tenant_columns = match self.tenant_columns.is_empty() {
            true => assume::tenant_columns(session)?,
            false => self.tenant_columns.clone(),
        };
        let answers = ask::all(session, self.rules(), &runtime_roles, &tenant_columns)?;
        let version = session.version;
        let is_known = |it: &ask::Found| self.known.contains(&(it.rule.name, it.object.clone()));
        let found = answers.found.into_iter().filter(|it| !is_known(it));
        let findings = found.map(|it| self.judge(it));
        let (findings, allowed) = self.sort(findings.collect());
        Ok(Audit {
            report: crate::lint::Report::of_server(findings, allowed),
            skipped: answers.skipped,
            are_roles_assumed: self.runtime_roles.is_empty(),
            are_columns_assumed: self.tenant_columns.is_empty(),
            runtime_roles,
            tenant_columns,
            version,
        })
    }

    fn rules(&self) -> impl Iterator<Item = &'static Rule> {
        let all = all_rules();
        all.filter(|rule| self.only.is_empty() || self.only.contains(rule))
    }

    fn judge(&self, found: ask::Found) -> Finding {
        Finding::on_server(
            found.rule,
            self.linter.severity_of(found.rule),
            found.object,
            found.message,
        )
    }

    /// What is found, and what is allowed.
    fn sort(&self, mut found: Vec<Finding>) -> (Vec<Finding>, Vec<AllowedFinding>) {
        found.sort_by(|a, b| (&a.object, a.rule.id).cmp(&(&b.object, b.rule.id)));
        let mut used = vec![false; self.allowed.len()];
        let mut findings = Vec::new();
        let mut allowed = Vec::new();
        for finding in found {
            match self.reason(&finding, &mut used) {
                Some(reason) => allowed.push(AllowedFinding::new(finding, reason)),
                None => findings.push(finding),
            }
        }
        let unused = self.allowed.iter().zip(used).filter(|(_, used)| !used);
        findings.extend(unused.filter_map(|(allowed, _)| {
            let rule = crate::lint::rule("unused_allow")?;
            let message = format!(
                "allow({:?}, {:?}, …) silences nothing",
                allowed.rule.name, allowed.object
            );
            let severity = self.linter.severity_of(rule);
            Some(Finding::on_server(
                rule,
                severity,
                Object::Database,
                message,
            ))
        }));
        (findings, allowed)
    }

    /// Why something is allowed, if it is.
    fn reason(&self, finding: &Finding, used: &mut [bool]) -> Option<String> {
        let name = finding.object.name();
        let table = finding.object.table().map(ToString::to_string);
        let mut reason = None;
        for (allowed, used) in self.allowed.iter().zip(used) {
            let is_it = allowed.object == name || Some(&allowed.object) == table.as_ref();
            if allowed.rule == finding.rule && is_it {
                *used = true;
                reason.get_or_insert_with(|| allowed.reason.clone());
            }
        }
        let of_model = || {
            let same = self.model.iter().find(|it| {
                let object = &it.finding.object;
                let is_it = *object == finding.object
                    || (object.table().is_some() && object.table() == finding.object.table());
                it.finding.rule == finding.rule && is_it
            });
            same.map(|it| it.reason.clone())
        };
        reason
            .or_else(of_model)
            .or_else(|| self.linter.reason_against(finding.rule))
    }
}

fn add(names: &mut Vec<String>, name: String) {
    if !names.contains(&name) {
        names.push(name);
    }
}

/// A name as the server gives it. One that PostgreSQL was built to have longer than others is cut.
fn identifier(name: &str) -> Option<Identifier> {
    Identifier::new(name).ok()
}

impl Audit {
    /// The report, if nothing in it is as bad as `severity`.
    ///
    /// # Errors
    ///
    /// If something is; the error is shown as the report.
    pub fn deny(self, severity: Severity) -> Result<Self, crate::lint::DeniedLints> {
        self.report.clone().deny(severity)?;
        Ok(self)
    }
}
