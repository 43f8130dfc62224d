//! What nobody said of a database, and its catalog suggests.

use crate::verify::VerifyError;
use crate::verify::session::Session;

/// Roles that come to the tables and are neither over them nor of the server: they were granted
/// something here, by themselves or through a role that they are in. What everybody was granted makes
/// nobody such a role.
const RUNTIME_ROLES: &str = "\
SELECT r.rolname::text \
FROM pg_roles AS r \
WHERE NOT r.rolsuper AND r.rolname !~ '^pg_' \
AND r.oid <> (SELECT datdba FROM pg_database WHERE datname = current_database()) \
AND NOT EXISTS (SELECT FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace \
  WHERE c.relowner = r.oid AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema') \
AND NOT EXISTS (SELECT FROM pg_namespace AS n WHERE n.nspowner = r.oid) \
AND NOT EXISTS (SELECT FROM pg_auth_members AS m JOIN pg_class AS c ON c.relowner = m.roleid \
  JOIN pg_namespace AS n ON n.oid = c.relnamespace \
  WHERE m.member = r.oid AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema') \
AND EXISTS (SELECT FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace \
  WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND c.relkind IN ('r', 'p', 'v', 'm') \
  AND (EXISTS (SELECT FROM aclexplode(c.relacl) AS a WHERE a.grantee = r.oid) \
    OR EXISTS (SELECT FROM pg_attribute AS t, aclexplode(t.attacl) AS a WHERE t.attrelid = c.oid AND a.grantee = r.oid) \
    OR r.rolcanlogin AND EXISTS (SELECT FROM aclexplode(c.relacl) AS a \
      WHERE a.grantee <> 0 AND pg_has_role(r.oid, a.grantee, 'MEMBER')))) \
ORDER BY r.rolname";

/// Columns with the usual names of tenants that policies speak of, or that several tables have.
const TENANT_COLUMNS: &str = "\
SELECT a.attname::text \
FROM pg_attribute AS a \
JOIN pg_class AS c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p') \
JOIN pg_namespace AS n ON n.oid = c.relnamespace AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' \
WHERE a.attnum > 0 AND NOT a.attisdropped \
AND a.attname ~ '^(tenant|org|organization|organisation|workspace|account|company|team)_?(id|uuid)$' \
GROUP BY a.attname \
HAVING bool_or(EXISTS (SELECT FROM pg_policy AS p JOIN pg_depend AS d ON d.classid = 'pg_policy'::regclass AND d.objid = p.oid \
  WHERE p.polrelid = c.oid AND d.refobjid = c.oid AND d.refobjsubid = a.attnum)) \
OR a.attname ~ '^(tenant|organization|organisation|workspace)_?(id|uuid)$' AND count(*) > 2 \
ORDER BY a.attname";

pub(super) fn runtime_roles(session: &mut Session<'_>) -> Result<Vec<String>, VerifyError> {
    ask(session, RUNTIME_ROLES)
}

pub(super) fn tenant_columns(session: &mut Session<'_>) -> Result<Vec<String>, VerifyError> {
    ask(session, TENANT_COLUMNS)
}

fn ask(session: &mut Session<'_>, query: &str) -> Result<Vec<String>, VerifyError> {
    let rows = session.transaction.query(query, &[]);
    let rows = rows.map_err(|error| session.error("the audit", error))?;
    Ok(rows.iter().map(|row| row.get(0)).collect())
}
