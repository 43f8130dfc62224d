use std::collections::BTreeSet;

use super::{Problem, ProblemKind};
use crate::define::Privilege;
use crate::harden::{Measure, NO_ROW_SECURITY};
use crate::model::{Database, Exception, Profile, Table, TableGrant, TableKind};
use crate::sql::{ReferentialAction, RoleName};

/// Whether roles are declared, and tables and views are as safe as they say.
pub(super) fn check(database: &Database, problems: &mut Vec<Problem>) {
    let known: BTreeSet<&str> = database
        .roles
        .iter()
        .map(|role| role.name.as_str())
        .collect();
    for table in &database.tables {
        let roles = table
            .policies
            .iter()
            .flat_map(|policy| &policy.roles)
            .chain(table.grants.iter().map(|grant| &grant.role));
        check_roles(roles, &known, &table.name, problems);
        check_context(database, table, problems);
        check_append_only(table, problems);
        check_immutable(database, table, problems);
    }
    for view in &database.views {
        check_roles(
            view.grants.iter().map(|grant| &grant.role),
            &known,
            &view.name,
            problems,
        );
        if !view.security_invoker && !view.grants.is_empty() && database.profile.is_some() {
            problems.push(Problem::new(&view.name, ProblemKind::DefinerView));
        }
    }
    if let Some(profile) = &database.profile {
        check_profile(database, profile, problems);
    }
    for membership in &database.memberships {
        // The server's own roles are there without being declared.
        let roles = [Some(&membership.role), membership.member.as_ref()];
        let roles: Vec<RoleName> = roles
            .into_iter()
            .flatten()
            .filter(|role| !role.as_str().starts_with("pg_"))
            .map(|role| RoleName::Named(role.clone()))
            .collect();
        check_roles(roles.iter(), &known, "a membership", problems);
    }
    for function in &database.functions {
        check_roles(function.execute.iter(), &known, &function.name, problems);
    }
}

/// Whether a hardened database still is one: a snapshot may have been written by hand.
fn check_profile(database: &Database, profile: &Profile, problems: &mut Vec<Problem>) {
    let is_off = |rule: &Exception| rule.rule == Measure::RowSecurity.name();
    if !profile.exceptions.iter().any(is_off) {
        for table in &database.tables {
            let is_open = table.row_security.is_disabled()
                && table.kind != TableKind::Lookup
                && table.exception(NO_ROW_SECURITY, None).is_none();
            if is_open {
                problems.push(Problem::new(&table.name, ProblemKind::NoRowSecurity));
            }
        }
    }
    for membership in &database.memberships {
        let is_application = [&profile.runtime, &profile.readonly]
            .into_iter()
            .any(|role| membership.member.as_ref() == Some(role));
        if is_application && [&profile.owner, &profile.migrator].contains(&&membership.role) {
            let kind = ProblemKind::BecomesOwner {
                role: membership.role.as_str().to_owned(),
            };
            problems.push(Problem::new(
                membership
                    .member
                    .iter()
                    .map(ToString::to_string)
                    .collect::<String>(),
                kind,
            ));
        }
    }
}

fn check_roles<'a>(
    roles: impl Iterator<Item = &'a RoleName>,
    known: &BTreeSet<&str>,
    object: impl std::fmt::Display,
    problems: &mut Vec<Problem>,
) {
    let unknown: BTreeSet<&str> = roles
        .filter_map(|role| match role {
            RoleName::Named(name) if !known.contains(name.as_str()) => Some(name.as_str()),
            _ => None,
        })
        .collect();
    for role in unknown {
        let nearest =
            pgschema_syntax::names::nearest(role, known.iter().copied()).map(str::to_owned);
        let kind = ProblemKind::UnknownRole {
            role: role.to_owned(),
            nearest,
        };
        problems.push(Problem::new(&object, kind));
    }
}

fn check_context(database: &Database, table: &Table, problems: &mut Vec<Problem>) {
    for (key, column) in [("tenant", &table.tenant), ("owner", &table.owner)] {
        let Some(column) = column else {
            continue;
        };
        if database.profile.is_none() {
            problems.push(Problem::new(&table.name, ProblemKind::NeedsProfile { key }));
        }
        // A row without an owner is nobody's; a row without a tenant escapes its foreign keys.
        if key == "tenant"
            && table
                .column(column.as_str())
                .is_some_and(|column| column.nullable)
        {
            let column = column.as_str().to_owned();
            problems.push(Problem::new(
                &table.name,
                ProblemKind::NullableContext { key, column },
            ));
        }
    }
}

fn check_append_only(table: &Table, problems: &mut Vec<Problem>) {
    if table.kind != TableKind::AppendOnly {
        return;
    }
    let changing = |grant: &TableGrant| {
        grant
            .privileges
            .iter()
            .find_map(|granted| match granted.privilege {
                Privilege::Update => Some("update"),
                Privilege::Delete => Some("delete"),
                Privilege::Truncate => Some("truncate"),
                _ => None,
            })
    };
    for privilege in table.grants.iter().filter_map(changing) {
        problems.push(Problem::new(
            &table.name,
            ProblemKind::AppendOnlyGrant { privilege },
        ));
    }
    for constraint in &table.constraints {
        let Some(key) = constraint.foreign_key() else {
            continue;
        };
        for (event, action) in [("on_delete", &key.on_delete), ("on_update", &key.on_update)] {
            let action = match action {
                ReferentialAction::NoAction | ReferentialAction::Restrict => continue,
                ReferentialAction::Cascade => "cascade",
                ReferentialAction::SetNull(_) => "set_null",
                ReferentialAction::SetDefault(_) => "set_default",
            };
            let constraint = constraint.name.as_str().to_owned();
            let kind = ProblemKind::AppendOnlyAction {
                constraint,
                event,
                action,
            };
            problems.push(Problem::new(&table.name, kind));
        }
    }
}

/// An immutable column is kept by rights alone: there must be roles that have some, and none of them
/// may have that one.
fn check_immutable(database: &Database, table: &Table, problems: &mut Vec<Problem>) {
    let immutable = table.columns.iter().filter(|column| column.immutable);
    for column in immutable {
        let name = format!("{}.{}", table.name, column.name);
        if database.profile.is_none() {
            let key = "immutable";
            problems.push(Problem::new(&name, ProblemKind::NeedsProfile { key }));
        }
        for grant in &table.grants {
            let changes = grant.privileges.iter().any(|granted| {
                granted.privilege == Privilege::Update
                    && (granted.columns.is_empty() || granted.columns.contains(&column.name))
            });
            if changes {
                let role = grant.role.to_string();
                problems.push(Problem::new(&name, ProblemKind::ImmutableGrant { role }));
            }
        }
    }
}
