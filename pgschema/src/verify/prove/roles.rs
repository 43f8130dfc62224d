//! The roles that try, and whether policies bind them at all.

use std::collections::BTreeSet;

use super::lab::Lab;
use super::{Attempt, Outcome, Tried};
use crate::model::Table;
use crate::sql::{Identifier, RoleName};
use crate::verify::VerifyError;

/// Roles over policies, or over the tables, that a role may become or has the rights of.
const OTHERS: &str = "\
SELECT r.rolsuper OR r.rolbypassrls, coalesce((SELECT string_agg(o.rolname, ', ' ORDER BY o.rolname) \
FROM pg_roles AS o \
WHERE o.oid <> r.oid AND NOT r.rolsuper \
AND (o.rolsuper OR o.rolbypassrls OR o.rolname = ANY ($2::text[]) \
  OR o.oid IN (SELECT relowner FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace \
    WHERE n.nspname = ANY ($3::text[]) AND c.relkind IN ('r', 'p'))) \
AND CASE WHEN current_setting('server_version_num')::integer < 160000 THEN pg_has_role(r.oid, o.oid, 'MEMBER') \
  ELSE pg_has_role(r.oid, o.oid, 'USAGE') OR pg_has_role(r.oid, o.oid, 'SET') END), '') \
FROM pg_roles AS r WHERE r.rolname = $1::text";

/// `SET` is no word for a membership before 16, and it would be read there, too.
const OTHERS_BEFORE_16: &str = "\
SELECT r.rolsuper OR r.rolbypassrls, coalesce((SELECT string_agg(o.rolname, ', ' ORDER BY o.rolname) \
FROM pg_roles AS o \
WHERE o.oid <> r.oid AND NOT r.rolsuper \
AND (o.rolsuper OR o.rolbypassrls OR o.rolname = ANY ($2::text[]) \
  OR o.oid IN (SELECT relowner FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace \
    WHERE n.nspname = ANY ($3::text[]) AND c.relkind IN ('r', 'p'))) \
AND pg_has_role(r.oid, o.oid, 'MEMBER')), '') \
FROM pg_roles AS r WHERE r.rolname = $1::text";

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
    let granted = tables
        .iter()
        .flat_map(|it| &it.grants)
        .filter_map(|it| match &it.role {
            RoleName::Named(name) => Some(name),
            _ => None,
        });
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
    let query = match lab.version >= crate::Version::V16 {
        true => OTHERS,
        false => OTHERS_BEFORE_16,
    };
    let rows = lab
        .session
        .transaction
        .query(query, &[&role.as_str(), &owner, &schemas]);
    let rows = rows.map_err(|error| lab.session.error("the proof", error))?;
    let mut add = |attempt, statement: &str, expected, actual: String, outcome| {
        tried.push(Tried {
            table: "every table".to_owned(),
            role: Some(role.as_str().to_owned()),
            attempt,
            statement: statement.to_owned(),
            expected,
            actual,
            outcome,
        });
    };
    let Some(row) = rows.first() else {
        let actual = "there is no such role".to_owned();
        add(
            Attempt::MakeRows,
            "",
            "a role of that name",
            actual,
            Outcome::Unproven,
        );
        return Ok(false);
    };
    let gets_past: bool = row.get(0);
    let (actual, outcome) = match gets_past {
        true => ("it is a superuser, or has BYPASSRLS", Outcome::Broken),
        false => ("policies bind it", Outcome::Held),
    };
    add(
        Attempt::PassPolicies,
        "",
        "policies bind it",
        actual.to_owned(),
        outcome,
    );
    if is_owner {
        return Ok(true);
    }
    let others: String = row.get(1);
    let (actual, outcome) = match others.is_empty() {
        true => ("none".to_owned(), Outcome::Held),
        false => (
            format!("it may become, or has the rights of, {others}"),
            Outcome::Broken,
        ),
    };
    add(
        Attempt::BecomeAnother,
        "",
        "no role over the tables or the policies",
        actual,
        outcome,
    );
    Ok(true)
}
