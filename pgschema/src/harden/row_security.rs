//! Row-level security on every table, and a policy that says whose rows are whose.
//!
//! With policies of the table's own beside it, the tenant's policy is restrictive for the roles of
//! the profile: whatever those let through, it stays within the tenant. Policies name their roles, and ask for the tenant once
//! for the statement, not once for each row.

use super::{Hardening, Measure};
use crate::define::{Command, PolicyKind};
use crate::lift;
use crate::model::{Database, Policy, Profile, RowSecurity, Table};
use crate::sql::{BinaryOperator, Expr, Function, Identifier, RoleName};
use crate::validate::{Problem, ProblemKind};

/// The name by which a table says that everybody may see its rows.
pub(crate) const NO_ROW_SECURITY: &str = "no_row_security";

pub(super) fn bind(
    database: &mut Database,
    hardening: &Hardening,
    profile: &Profile,
    problems: &mut Vec<Problem>,
) {
    let home = database.home.clone();
    for table in &mut database.tables {
        if table.row_security != RowSecurity::Disabled {
            table.row_security = if hardening.has(Measure::ForcedRowSecurity) {
                RowSecurity::Forced
            } else {
                RowSecurity::Enabled
            };
        }
        add_policies(table, profile, &home, problems);
    }
}

/// The policies of the tenant and the owner.
///
/// A role that no policy of the table's own lets in is let in by these; for the others they are a
/// floor, which those policies can't go below.
fn add_policies(
    table: &mut Table,
    profile: &Profile,
    home: &Identifier,
    problems: &mut Vec<Problem>,
) {
    let mut added = Vec::new();
    for (column, suffix, function) in [
        (&table.tenant, "tenant", Function::CurrentTenant),
        (&table.owner, "owner", Function::CurrentUser),
    ] {
        let Some(column) = column else {
            continue;
        };
        let is_tenant_of_owners = suffix == "tenant" && table.owner.is_some();
        let (floored, free): (Vec<_>, Vec<_>) = [&profile.readonly, &profile.runtime]
            .map(|role| RoleName::Named(role.clone()))
            .into_iter()
            .partition(|role| is_tenant_of_owners || is_let_in(table, role));
        for (kind, roles, suffix) in [
            (PolicyKind::Permissive, free, suffix.to_owned()),
            (PolicyKind::Restrictive, floored, format!("{suffix}_floor")),
        ] {
            if roles.is_empty() {
                continue;
            }
            let name = lift::derived_name(table.name.name().as_str(), [], &suffix);
            match policy(&name, kind, column, function.clone(), roles, home) {
                Ok(policy) => added.push(policy),
                Err(kind) => problems.push(Problem::new(&table.name, kind)),
            }
        }
    }
    table.policies.extend(added);
}

/// Whether a policy of the table's own lets the role in.
fn is_let_in(table: &Table, role: &RoleName) -> bool {
    table.policies.iter().any(|policy| {
        policy.kind == PolicyKind::Permissive
            && (policy.roles.contains(role) || policy.roles.contains(&RoleName::Public))
    })
}

fn policy(
    name: &str,
    kind: PolicyKind,
    column: &Identifier,
    function: Function,
    roles: Vec<RoleName>,
    home: &Identifier,
) -> Result<Policy, ProblemKind> {
    let mut bound = Expr::call(function, Vec::new());
    lift::name_helpers(&mut bound, home);
    let holds = Expr::binary(
        Expr::Column(column.clone()),
        BinaryOperator::Equal,
        Expr::Once(Box::new(bound)),
    );
    Ok(Policy {
        name: Identifier::new(name)?,
        kind,
        command: Command::All,
        roles,
        using: Some(holds.clone()),
        with_check: Some(holds),
    })
}
