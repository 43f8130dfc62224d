use std::collections::BTreeMap;

use super::context::Scope;
use crate::define::{GrantDef, PolicyDef};
use crate::model::{Part, Policy, TableGrant};
use crate::sql::{GrantedPrivilege, RoleName};

impl Scope<'_> {
    pub(super) fn policy(&mut self, definition: &PolicyDef) -> Option<Policy> {
        let name = self.identifier(definition.name)?;
        self.place(Part::Policy, &name, definition.line);
        Some(Policy {
            name,
            kind: definition.kind,
            command: definition.command,
            roles: self.roles(definition.roles),
            using: definition.using.and_then(|using| self.expression(using)),
            with_check: definition
                .with_check
                .and_then(|check| self.expression(check)),
        })
    }

    /// The grants that are written down, gathered by role.
    pub(super) fn grants(&mut self, definitions: &[GrantDef]) -> Vec<TableGrant> {
        let mut by_role: BTreeMap<RoleName, Vec<GrantedPrivilege>> = BTreeMap::new();
        for definition in definitions {
            let mut privileges = Vec::new();
            for granted in definition.privileges {
                let mut columns = self.columns(granted.columns);
                columns.sort();
                columns.dedup();
                privileges.push(GrantedPrivilege {
                    privilege: granted.privilege,
                    columns,
                });
            }
            for role in self.roles(definition.roles) {
                by_role
                    .entry(role)
                    .or_default()
                    .extend(privileges.iter().cloned());
            }
        }
        by_role
            .into_iter()
            .map(|(role, privileges)| table_grant(role, privileges))
            .collect()
    }
}

/// A role's privileges, sorted, with those on columns of one kind put together.
fn table_grant(role: RoleName, privileges: Vec<GrantedPrivilege>) -> TableGrant {
    let mut merged: BTreeMap<_, Option<Vec<_>>> = BTreeMap::new();
    for granted in privileges {
        let columns = merged
            .entry(granted.privilege)
            .or_insert_with(|| Some(Vec::new()));
        match columns {
            // A right on the whole table holds for each column.
            _ if granted.columns.is_empty() => *columns = None,
            Some(columns) => columns.extend(granted.columns),
            None => {}
        }
    }
    let privileges = merged.into_iter().map(|(privilege, columns)| {
        let mut columns = columns.unwrap_or_default();
        columns.sort();
        columns.dedup();
        GrantedPrivilege { privilege, columns }
    });
    TableGrant {
        role,
        privileges: privileges.collect(),
    }
}
