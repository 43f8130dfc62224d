//! The roles that try, and whether policies bind them at all.

use std::collections::BTreeSet;

use super::lab::{Answer, Lab};
use super::report::EVERY_TABLE;
use super::subject::{Kind, Subject};
use super::views::refused;
use super::{Attempt, Outcome, Tried, statement};
use crate::model::{Database, Table};
use crate::sql::{Identifier, RoleName, ToSql};
use crate::verify::VerifyError;

/// Roles over policies or over the tables, and those with rights of which the model knows nothing, that a role may
/// become or has the rights of.
const OTHERS: &str = "\
SELECT r.rolsuper OR r.rolbypassrls, coalesce((SELECT string_agg(o.rolname, ', ' ORDER BY o.rolname) \
FROM pg_roles AS o \
WHERE o.oid <> r.oid AND NOT r.rolsuper \
AND (o.rolsuper OR o.rolbypassrls OR o.rolname = ANY ($2::text[]) \
  OR o.rolname IN ('pg_execute_server_program', 'pg_write_server_files', 'pg_read_server_files') \
  OR o.oid IN (SELECT relowner FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace \
    WHERE n.nspname = ANY ($3::text[]) AND c.relkind IN ('r', 'p')) \
  OR o.oid IN (SELECT proowner FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace \
    WHERE n.nspname = ANY ($3::text[])) \
  OR NOT o.rolname = ANY ($4::text[]) AND (o.rolname IN ('pg_read_all_data', 'pg_write_all_data') \
    OR o.oid IN (SELECT a.grantee FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace, GRANTEES \
      WHERE n.nspname = ANY ($3::text[]) AND c.relkind IN ('r', 'p')))) \
AND (BECOMES)), '') \
, r.rolcreaterole AND current_setting('server_version_num')::integer < 160000 \
OR EXISTS (SELECT FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace WHERE n.nspname = ANY ($3::text[]) AND p.proowner = r.oid) \
OR EXISTS (SELECT FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE n.nspname = ANY ($3::text[]) AND c.relowner = r.oid) \
FROM pg_roles AS r WHERE r.rolname = $1::text";

/// How a role comes to the rights of another, with ADMIN by granting them to itself.
const BECOMES: &str = "pg_has_role(r.oid, o.oid, 'USAGE') OR pg_has_role(r.oid, o.oid, 'SET') \
OR pg_has_role(r.oid, o.oid, 'MEMBER WITH ADMIN OPTION')";

/// `SET` is no word for a membership before 16, where each can be taken.
const BECOMES_BEFORE_16: &str = "pg_has_role(r.oid, o.oid, 'MEMBER')";

/// Who has a right on the relation `c`, or on a column of it.
const GRANTEES: &str = "\
LATERAL (SELECT g.grantee FROM aclexplode(c.relacl) AS g UNION SELECT g.grantee FROM pg_attribute AS t, aclexplode(t.attacl) AS g \
WHERE t.attrelid = c.oid) AS a";

/// The roles of the model that are not meant to get past policies.
pub(super) fn trying<'s>(
    lab: &mut Lab<'s, '_>,
    tables: &[&'s Table],
    only: &[String],
    tried: &mut Vec<Tried>,
) -> Result<Vec<&'s Identifier>, VerifyError> {
    let database = lab.database;
    let profile = database.profile.as_ref();
    let past: BTreeSet<&Identifier> = database
        .roles()
        .iter()
        .filter(|it| it.bypass_row_security)
        .map(|it| &it.name)
        .chain(profile.map(|it| &it.migrator))
        .collect();
    let granted = granted(tables.iter().copied());
    let all: BTreeSet<&Identifier> = database
        .roles()
        .iter()
        .map(|it| &it.name)
        .chain(granted)
        .collect();
    let owner = profile.map(|it| &it.owner);
    let mut roles = Vec::new();
    for role in all {
        let is_wanted = only.is_empty() || only.iter().any(|it| it == role.as_str());
        // Rows are made under the owner, where nobody else gets past the policies.
        let is_owner = owner == Some(role);
        if past.contains(role) || !is_wanted || (is_owner && lab.seeder.is_some()) {
            continue;
        }
        if look(lab, role, is_owner, tried)? {
            roles.push(role);
        }
    }
    Ok(roles)
}

/// Roles of the server that have rights on the tables, and of which the model knows nothing: it means them to have none.
const STRANGERS: &str = "\
SELECT r.rolname::text FROM pg_roles AS r WHERE NOT r.rolsuper AND NOT r.rolname = ANY ($1::text[]) AND r.oid IN ( \
  SELECT a.grantee FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace, GRANTEES \
  WHERE n.nspname || '.' || c.relname = ANY ($2::text[]) AND a.grantee <> c.relowner) ORDER BY 1";

/// The roles that have rights on tables, as the model says.
fn granted<'m>(
    tables: impl IntoIterator<Item = &'m Table>,
) -> impl Iterator<Item = &'m Identifier> {
    let grants = tables.into_iter().flat_map(|it| &it.grants);
    grants.filter_map(|it| match &it.role {
        RoleName::Named(name) => Some(name),
        _ => None,
    })
}

/// The roles that the model knows, or names in a grant.
fn known(database: &Database) -> Vec<String> {
    let granted = granted(database.tables());
    let members = database.memberships().iter();
    let members = members.flat_map(|it| it.member.iter().chain([&it.role]));
    let roles = database.roles().iter().map(|it| &it.name);
    let all: BTreeSet<&Identifier> = roles.chain(granted).chain(members).collect();
    all.into_iter().map(|it| it.as_str().to_owned()).collect()
}

/// Those that the proof can become.
pub(super) fn strangers(
    lab: &mut Lab<'_, '_>,
    tables: &[&Table],
    only: &[String],
    left_out: &mut Vec<String>,
) -> Result<Vec<Identifier>, VerifyError> {
    let names = statement::in_catalog(tables.iter().copied());
    let known = known(lab.database);
    let query = STRANGERS.replace("GRANTEES", GRANTEES);
    let rows = lab.session.transaction.query(&query, &[&known, &names]);
    let rows = rows.map_err(|error| lab.session.error("the proof", error))?;
    let found: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
    let mut strangers = Vec::new();
    for name in found.iter().filter(|_| only.is_empty()) {
        let Ok(role) = Identifier::new(name.as_str()) else {
            continue;
        };
        // Who is no superuser may not become everybody.
        match lab.attempt(&lab.as_role(&role))? {
            Answer::Done { .. } => strangers.push(role),
            Answer::Refused { message, .. } => left_out.push(format!(
                "{name} has rights on the tables, is not in the model, and is not tried: {message}"
            )),
        }
    }
    Ok(strangers)
}

/// Whether there is the role; what is said of it is added.
fn look(
    lab: &mut Lab<'_, '_>,
    role: &Identifier,
    is_owner: bool,
    tried: &mut Vec<Tried>,
) -> Result<bool, VerifyError> {
    let owner = lab
        .database
        .profile
        .iter()
        .map(|it| it.owner.as_str().to_owned());
    let owner: Vec<String> = owner.collect();
    let schemas = lab.schemas();
    let known = known(lab.database);
    let becomes = match lab.version >= crate::Version::V16 {
        true => BECOMES,
        false => BECOMES_BEFORE_16,
    };
    let query = OTHERS
        .replace("GRANTEES", GRANTEES)
        .replace("BECOMES", becomes);
    let rows = lab
        .session
        .transaction
        .query(&query, &[&role.as_str(), &owner, &schemas, &known]);
    let rows = rows.map_err(|error| lab.session.error("the proof", error))?;
    let Some(row) = rows.first() else {
        let actual = "there is no such role";
        let expected = "a role of that name";
        tried.push(said(
            role,
            Attempt::MakeRows,
            expected,
            actual,
            Outcome::Unproven,
        ));
        return Ok(false);
    };
    let (actual, outcome) = match row.get(0) {
        true => ("it is a superuser, or has BYPASSRLS", Outcome::Broken),
        false => ("policies bind it", Outcome::Held),
    };
    // A role that can't be had would be refused everything, as if the policies held.
    if let Answer::Refused { message, .. } = lab.attempt(&lab.as_role(role))? {
        return Err(VerifyError::CantBecome {
            role: lab.session.role.clone(),
            other: role.as_str().to_owned(),
            message,
        });
    }
    let expected = "policies bind it";
    tried.push(said(role, Attempt::PassPolicies, expected, actual, outcome));
    if let Some(setting) = preset(lab, role)? {
        let actual = format!("each of its sessions begins with {setting}");
        let expected = "a new session is bound to nobody";
        tried.push(said(
            role,
            Attempt::AskWhoseRows,
            expected,
            actual,
            Outcome::Broken,
        ));
    }
    if is_owner {
        return Ok(true);
    }
    let others: String = row.get(1);
    let (actual, outcome) = match others.is_empty() {
        true if row.get(2) => {
            let actual = "it owns what policies ask or bind, or may grant itself any role";
            (actual.to_owned(), Outcome::Broken)
        }
        true => ("none".to_owned(), Outcome::Held),
        false => {
            let actual = format!("it may become, grant itself, or has the rights of, {others}");
            (actual, Outcome::Broken)
        }
    };
    let expected = "no role over the tables or the policies";
    tried.push(said(
        role,
        Attempt::BecomeAnother,
        expected,
        actual,
        outcome,
    ));
    switch_triggers_off(lab, role, tried)?;
    Ok(true)
}

/// Whoever may set this needs no foreign key to hold, and no trigger that keeps rows from being changed.
fn switch_triggers_off(
    lab: &mut Lab<'_, '_>,
    role: &Identifier,
    tried: &mut Vec<Tried>,
) -> Result<(), VerifyError> {
    let statement = "SET LOCAL session_replication_role = replica";
    let sql = format!("{} {statement}", lab.as_role(role));
    let (actual, outcome) = match lab.attempt(&sql)? {
        Answer::Done { .. } => ("done".to_owned(), Outcome::Broken),
        Answer::Refused { state, message, .. } => refused(&state, &message),
    };
    let attempt = Attempt::SwitchTriggersOff;
    let mut tried_it = said(role, attempt, "refused", actual, outcome);
    tried_it.statement = statement.to_owned();
    tried.push(tried_it);
    Ok(())
}

/// What `ALTER ROLE … SET` or `ALTER DATABASE … SET` binds every session of the role to.
fn preset(lab: &mut Lab<'_, '_>, role: &Identifier) -> Result<Option<String>, VerifyError> {
    let sql = "SELECT s.setting FROM pg_db_role_setting AS d, unnest(d.setconfig) AS s (setting) \
         WHERE d.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database())) \
         AND (d.setrole = 0 OR d.setrole = (SELECT oid FROM pg_roles WHERE rolname = $1::text)) \
         AND lower(split_part(s.setting, '=', 1)) = ANY ($2::text[]) AND split_part(s.setting, '=', 2) <> '' ORDER BY 1 LIMIT 1";
    let settings: Vec<&str> = lab.settings.iter().map(|it| it.name.as_str()).collect();
    let rows = lab
        .session
        .transaction
        .query(sql, &[&role.as_str(), &settings]);
    let rows = rows.map_err(|error| lab.session.error("the proof", error))?;
    Ok(rows.first().map(|row| row.get(0)))
}

/// Whether the helpers, on which policies rely, say who the session is bound to; nobody, without one.
pub(super) fn ask(
    lab: &mut Lab<'_, '_>,
    role: &Identifier,
    subject: Option<&Subject>,
    tried: &mut Vec<Tried>,
) -> Result<(), VerifyError> {
    let bind = subject.map_or_else(String::new, |it| lab.bound_to(it).0);
    for setting in lab.settings.clone() {
        let name = match setting.kind {
            Kind::Tenant => "current_tenant_id",
            Kind::User => "current_user_id",
        };
        let Some(helper) = lab
            .database
            .functions()
            .iter()
            .find(|it| it.name.name().as_str() == name)
        else {
            continue;
        };
        let wanted = subject
            .and_then(|it| it.of(setting.kind))
            .map(str::to_owned);
        let statement = format!("SELECT {}()::text", helper.name.to_sql());
        let sql = format!("{bind} {} {statement}", lab.as_role(role));
        let (actual, outcome) = match lab.attempt(&sql)? {
            Answer::Done { value, .. } => {
                let outcome = if value == wanted {
                    Outcome::Held
                } else {
                    Outcome::Broken
                };
                (value.unwrap_or_else(|| "NULL".to_owned()), outcome)
            }
            // Who can't ask, sees nothing.
            Answer::Refused { state, message, .. } => {
                let outcome = if state == "42501" {
                    Outcome::Held
                } else {
                    Outcome::Broken
                };
                (format!("{message} ({state})"), outcome)
            }
        };
        let expected = match wanted {
            Some(_) => "who the session is bound to",
            None => "NULL",
        };
        let mut tried_it = said(role, Attempt::AskWhoseRows, expected, actual, outcome);
        tried_it.statement = statement;
        tried.push(tried_it);
    }
    Ok(())
}

/// What is true of a role whatever the table.
fn said(
    role: &Identifier,
    attempt: Attempt,
    expected: &'static str,
    actual: impl Into<String>,
    outcome: Outcome,
) -> Tried {
    Tried {
        table: EVERY_TABLE.to_owned(),
        role: Some(role.as_str().to_owned()),
        attempt,
        statement: String::new(),
        expected,
        actual: actual.into(),
        outcome,
    }
}
