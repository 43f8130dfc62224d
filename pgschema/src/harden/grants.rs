//! Rights from what a table is, for the roles that its own grants don't mention.
//!
//! The runtime role reads, adds, changes and removes rows of an ordinary table, but can't change
//! its keys, its tenant, its owner, what is immutable or what the server computes: those columns are
//! not in the grant.
//! It only adds to an append-only table, and only what the server doesn't fill in by itself. It
//! only reads lookup tables and the list of tenants. Nobody gets TRUNCATE, REFERENCES or TRIGGER,
//! which row-level security doesn't see. A table without row-level security gives nothing that its
//! own grants don't say.

use super::{Hardening, Measure};
use crate::define::Privilege;
use crate::lift;
use crate::model::{Column, Database, Profile, Table, TableGrant, TableKind};
use crate::sql::{GrantedPrivilege, Identifier, RoleName};

pub(super) fn derive(database: &mut Database, hardening: &Hardening, profile: &Profile) {
    if !hardening.has(Measure::TablePrivileges) {
        return;
    }
    let home = database.home.clone();
    for table in &mut database.tables {
        let runtime = RoleName::Named(profile.runtime.clone());
        let readonly = RoleName::Named(profile.readonly.clone());
        let derived = [
            (runtime, runtime_privileges(table, &home)),
            (readonly, readable(table)),
        ];
        for (role, privileges) in derived {
            let is_said = table.grants.iter().any(|grant| grant.role == role);
            if !is_said && !privileges.is_empty() {
                table.grants.push(TableGrant { role, privileges });
            }
        }
    }
}

fn readable(table: &Table) -> Vec<GrantedPrivilege> {
    if table.row_security.is_disabled() && table.kind != TableKind::Lookup {
        return Vec::new();
    }
    vec![GrantedPrivilege::from(Privilege::Select)]
}

fn runtime_privileges(table: &Table, home: &Identifier) -> Vec<GrantedPrivilege> {
    if table.kind == TableKind::Lookup || table.is_tenant_root() {
        return readable(table);
    }
    if table.row_security.is_disabled() {
        return Vec::new();
    }
    if table.kind == TableKind::AppendOnly {
        let columns = column_names(table, |column| {
            column.default.is_none() && column.identity.is_none() && column.generated.is_none()
        });
        return on_columns(Privilege::Insert, columns);
    }
    let key = table.primary_key();
    let columns = column_names(table, |column| {
        !key.contains(&column.name)
            && table.tenant.as_ref() != Some(&column.name)
            && table.owner.as_ref() != Some(&column.name)
            && column.identity.is_none()
            && column.generated.is_none()
            && !column.immutable
            && !lift::is_touched(table, home, &column.name)
    });
    let mut privileges = vec![
        GrantedPrivilege::from(Privilege::Select),
        GrantedPrivilege::from(Privilege::Insert),
    ];
    privileges.extend(on_columns(Privilege::Update, columns));
    privileges.push(GrantedPrivilege::from(Privilege::Delete));
    privileges
}

fn column_names(table: &Table, keep: impl Fn(&Column) -> bool) -> Vec<Identifier> {
    let mut names: Vec<_> = table
        .columns
        .iter()
        .filter(|column| keep(column))
        .map(|column| column.name.clone())
        .collect();
    names.sort();
    names
}

/// A right on columns; none at all when there are none, since no list would mean the whole table.
fn on_columns(privilege: Privilege, columns: Vec<Identifier>) -> Vec<GrantedPrivilege> {
    if columns.is_empty() {
        return Vec::new();
    }
    vec![GrantedPrivilege { privilege, columns }]
}
