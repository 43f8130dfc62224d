use std::collections::{BTreeMap, BTreeSet};

use super::reach::{Memberships, rows};
use super::{
    AccessMatrix, FunctionAccess, ObjectKind, PolicyAccess, Right, RoleAccess, Rows, SchemaAccess,
    TableAccess,
};
use crate::define::Privilege;
use crate::model::{Database, Function, Table, TableGrant, View};
use crate::sql::{GrantedPrivilege, Identifier, QualifiedName, RoleName, ToSql};

pub(super) fn matrix(database: &Database) -> AccessMatrix {
    let memberships = Memberships::new(database);
    let mut rights = Vec::new();
    let mut tables = Vec::new();
    let mut policies = Vec::new();
    for table in &database.tables {
        tables.push(table_access(table));
        policies.extend(policy_access(table));
        add_rights(
            &mut rights,
            &table.name,
            &table.grants,
            &memberships,
            |role, privileges| rows(database, &memberships, table, role, privileges),
        );
    }
    for view in &database.views {
        tables.push(view_access(view));
        let rows = if view.security_invoker {
            Rows::OfAsker
        } else {
            Rows::OfViewOwner
        };
        add_rights(
            &mut rights,
            &view.name,
            &view.grants,
            &memberships,
            |_, _| rows.clone(),
        );
    }
    AccessMatrix {
        roles: roles(database, &memberships),
        tables,
        rights,
        policies,
        functions: database.functions.iter().map(function_access).collect(),
        schemas: schemas(database),
    }
}

/// Every role that is made or named, with `PUBLIC`, whether or not it is.
fn roles(database: &Database, memberships: &Memberships<'_>) -> Vec<RoleAccess> {
    let mut names: BTreeSet<&RoleName> = BTreeSet::from([&RoleName::Public]);
    for table in &database.tables {
        names.extend(table.grants.iter().map(|grant| &grant.role));
        names.extend(table.policies.iter().flat_map(|policy| &policy.roles));
    }
    for view in &database.views {
        names.extend(view.grants.iter().map(|grant| &grant.role));
    }
    for function in &database.functions {
        names.extend(&function.execute);
    }
    for schema in &database.schemas {
        names.extend(&schema.usage);
    }
    let made = database.roles.iter().map(|role| role.name.clone());
    let members = database.memberships.iter().map(|membership| {
        let member = membership.member.clone();
        member.map_or(RoleName::CurrentUser, RoleName::Named)
    });
    let others: Vec<RoleName> = made.map(RoleName::Named).chain(members).collect();
    names.extend(&others);
    let entry = |name: &RoleName| {
        let identifier = match name {
            RoleName::Named(name) => Some(name),
            _ => None,
        };
        let role = identifier.and_then(|name| memberships.role(name));
        let profile = database.profile.as_ref();
        RoleAccess {
            role: name.to_sql(),
            made_here: role.is_some(),
            owner: profile.is_some_and(|profile| Some(&profile.owner) == identifier),
            login: role.is_some_and(|role| role.login),
            bypasses_row_security: role.is_some_and(|role| role.bypass_row_security),
            may_become: memberships.of(name).map(ToSql::to_sql).collect(),
            inherits_before_16: role.is_some_and(|role| role.inherit)
                && memberships.of(name).next().is_some(),
        }
    };
    names.into_iter().map(entry).collect()
}

/// Adds a line for each role with a right on the object: its own, and what it inherits.
fn add_rights(
    rights: &mut Vec<Right>,
    object: &QualifiedName,
    grants: &[TableGrant],
    memberships: &Memberships<'_>,
    rows: impl Fn(&RoleName, &[GrantedPrivilege]) -> Rows,
) {
    let mut found: BTreeMap<(&RoleName, Option<&Identifier>), Vec<GrantedPrivilege>> =
        BTreeMap::new();
    for grant in grants {
        let own = found.entry((&grant.role, None)).or_default();
        own.extend(grant.privileges.iter().cloned());
        if let RoleName::Named(granted) = &grant.role {
            for heir in memberships.heirs(granted) {
                let inherited = found.entry((heir, Some(granted))).or_default();
                inherited.extend(grant.privileges.iter().cloned());
            }
        }
    }
    for ((role, through), privileges) in found {
        let privileges = merged(privileges);
        if privileges.is_empty() {
            continue;
        }
        rights.push(Right {
            object: object.to_sql(),
            role: role.to_sql(),
            through: through.map(ToSql::to_sql),
            rows: rows(role, &privileges),
            privileges,
        });
    }
}

/// The same rights, each privilege once. What is granted on the whole is granted on each column.
fn merged(privileges: Vec<GrantedPrivilege>) -> Vec<GrantedPrivilege> {
    let mut all: BTreeMap<Privilege, BTreeSet<Identifier>> = BTreeMap::new();
    for granted in privileges {
        if granted.columns.is_empty() {
            all.insert(granted.privilege, BTreeSet::new());
            continue;
        }
        match all.entry(granted.privilege) {
            std::collections::btree_map::Entry::Vacant(entry) => {
                entry.insert(granted.columns.into_iter().collect());
            }
            std::collections::btree_map::Entry::Occupied(mut entry) if !entry.get().is_empty() => {
                entry.get_mut().extend(granted.columns);
            }
            std::collections::btree_map::Entry::Occupied(_) => {}
        }
    }
    let granted = all.into_iter().map(|(privilege, columns)| {
        let columns: Vec<Identifier> = columns.into_iter().collect();
        GrantedPrivilege { privilege, columns }
    });
    granted.collect()
}

fn table_access(table: &Table) -> TableAccess {
    let exceptions = table.exceptions.iter();
    TableAccess {
        object: table.name.to_sql(),
        kind: ObjectKind::Table {
            row_security: table.row_security,
        },
        tenant: table.tenant.as_ref().map(ToSql::to_sql),
        user: table.owner.as_ref().map(ToSql::to_sql),
        exceptions: exceptions
            .filter(|exception| exception.column.is_none())
            .map(|exception| (exception.rule.clone(), exception.reason.clone()))
            .collect(),
    }
}

fn view_access(view: &View) -> TableAccess {
    TableAccess {
        object: view.name.to_sql(),
        kind: ObjectKind::View {
            security_invoker: view.security_invoker,
        },
        tenant: None,
        user: None,
        exceptions: Vec::new(),
    }
}

fn policy_access(table: &Table) -> impl Iterator<Item = PolicyAccess> + '_ {
    table.policies.iter().map(|policy| PolicyAccess {
        object: table.name.to_sql(),
        policy: policy.name.to_sql(),
        kind: policy.kind,
        command: policy.command,
        roles: names(&policy.roles),
        using: policy.using.as_ref().map(ToSql::to_sql),
        with_check: policy.with_check.as_ref().map(ToSql::to_sql),
    })
}

fn function_access(function: &Function) -> FunctionAccess {
    let types = function.arguments.iter();
    let types: Vec<String> = types.map(|argument| argument.data_type.to_sql()).collect();
    FunctionAccess {
        function: format!("{}({})", function.name.to_sql(), types.join(", ")),
        security_definer: function.security_definer,
        execute: names(&function.execute),
    }
}

fn schemas(database: &Database) -> Vec<SchemaAccess> {
    let schemas = database.schemas.iter().map(|schema| SchemaAccess {
        schema: schema.name.to_sql(),
        usage: names(&schema.usage),
    });
    schemas.collect()
}

fn names(roles: &[RoleName]) -> Vec<String> {
    roles.iter().map(ToSql::to_sql).collect()
}
