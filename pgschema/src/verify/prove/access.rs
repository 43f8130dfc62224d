//! What the model lets a role do with a table, and with which rows: what should come of an attempt.

use std::collections::BTreeSet;

use super::lab::{Answer, Lab};
use super::rows::Row;
use super::statement;
use super::subject::Subject;
use crate::define::{Command, PolicyKind, Privilege};
use crate::model::{Database, Policy, RowSecurity, Table};
use crate::sql::{Expr, Identifier, RoleName, ToSql};
use crate::verify::VerifyError;

/// A role and a table.
#[derive(Clone, Copy)]
pub(super) struct Access<'m> {
    pub(super) database: &'m Database,
    pub(super) table: &'m Table,
    pub(super) role: &'m Identifier,
}

impl<'m> Access<'m> {
    /// The role and the roles whose rights it has without SET ROLE.
    fn names(&self) -> BTreeSet<&'m Identifier> {
        let mut names = BTreeSet::from([self.role]);
        loop {
            let before = names.len();
            for membership in self.database.memberships() {
                let Some(member) = &membership.member else {
                    continue;
                };
                let roles = self.database.roles();
                let inherits = roles.iter().any(|it| it.name == *member && it.inherit);
                if inherits && names.contains(member) {
                    names.insert(&membership.role);
                }
            }
            if names.len() == before {
                return names;
            }
        }
    }

    fn is_meant(&self, role: &RoleName) -> bool {
        match role {
            RoleName::Public => true,
            RoleName::Named(name) => self.names().contains(name),
            _ => false,
        }
    }

    pub(super) fn is_owner(&self) -> bool {
        self.database
            .profile
            .as_ref()
            .is_some_and(|it| it.owner == *self.role)
    }

    /// The columns on which the role has a privilege, in the order of the table.
    pub(super) fn columns(&self, privilege: Privilege) -> Vec<&'m Identifier> {
        if self.is_owner() {
            return self.table.columns.iter().map(|it| &it.name).collect();
        }
        let grants = self
            .table
            .grants
            .iter()
            .filter(|it| self.is_meant(&it.role));
        let granted: Vec<_> = grants
            .flat_map(|it| &it.privileges)
            .filter(|it| it.privilege == privilege)
            .collect();
        let has = |name: &Identifier| {
            granted
                .iter()
                .any(|it| it.columns.is_empty() || it.columns.contains(name))
        };
        self.table
            .columns
            .iter()
            .map(|it| &it.name)
            .filter(|it| has(it))
            .collect()
    }

    /// Whether the role has a privilege at all.
    pub(super) fn may(&self, privilege: Privilege) -> bool {
        if self.is_owner() {
            return true;
        }
        let mut grants = self
            .table
            .grants
            .iter()
            .filter(|it| self.is_meant(&it.role));
        grants.any(|it| it.privileges.iter().any(|it| it.privilege == privilege))
    }

    fn policies(&self, command: Command) -> Vec<&'m Policy> {
        let policies = self.table.policies.iter().filter(|policy| {
            (policy.command == Command::All || policy.command == command)
                && policy.roles.iter().any(|it| self.is_meant(it))
        });
        policies.collect()
    }

    /// What holds of the rows that the role may reach with a command.
    fn condition(&self, command: Command) -> String {
        if self.is_owner() && self.table.row_security != RowSecurity::Forced {
            return "true".to_owned();
        }
        let text = |policy: &&Policy| {
            let check = policy.with_check.as_ref().or(policy.using.as_ref());
            let expression: Option<&Expr> = match command {
                Command::Insert => check,
                _ => policy.using.as_ref(),
            };
            expression.map_or_else(|| "false".to_owned(), |it| format!("({})", it.to_sql()))
        };
        let policies = self.policies(command);
        let (permissive, restrictive): (Vec<_>, Vec<_>) = policies
            .into_iter()
            .partition(|it| it.kind == PolicyKind::Permissive);
        let one_of: Vec<String> = permissive.iter().map(text).collect();
        let mut all: Vec<String> = restrictive.iter().map(text).collect();
        all.push(match one_of.is_empty() {
            true => "false".to_owned(),
            false => format!("({})", one_of.join(" OR ")),
        });
        all.join(" AND ")
    }

    /// Whether the model's policies let the role, bound to a subject, do a command with a row. They are
    /// evaluated over the row's values, under the role itself, since they may look at other tables.
    pub(super) fn reaches(
        &self,
        lab: &mut Lab<'_, '_>,
        command: Command,
        row: &Row,
        subject: &Subject,
    ) -> Result<Result<bool, (String, String)>, VerifyError> {
        self.reaches_after(lab, command, row, subject, "")
    }

    /// The same, after statements beside those that bind.
    pub(super) fn reaches_after(
        &self,
        lab: &mut Lab<'_, '_>,
        command: Command,
        row: &Row,
        subject: &Subject,
        set: &str,
    ) -> Result<Result<bool, (String, String)>, VerifyError> {
        let (bind, _) = lab.bound_to(subject);
        let sql = format!("{bind} {set} {}", self.query(lab, command, row));
        Ok(match lab.attempt(&sql)? {
            Answer::Done { value, .. } => Ok(value.as_deref() == Some("true")),
            Answer::Refused { state, message, .. } => Err((state, message)),
        })
    }

    /// Whether the role may do a command with a row without having said whose it wants.
    pub(super) fn unbound_query(&self, lab: &Lab<'_, '_>, command: Command, row: &Row) -> String {
        self.query(lab, command, row)
    }

    fn query(&self, lab: &Lab<'_, '_>, command: Command, row: &Row) -> String {
        let values = self.table.columns.iter().map(|column| {
            let value = statement::value(&row.get(&column.name), &column.data_type);
            format!("{value} AS {}", column.name.to_sql())
        });
        let values: Vec<String> = values.collect();
        format!(
            "{} SELECT coalesce(({}), false)::text FROM (SELECT {}) AS {}",
            lab.as_role(self.role),
            self.condition(command),
            values.join(", "),
            self.table.name.name().to_sql(),
        )
    }
}
