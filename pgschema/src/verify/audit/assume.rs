//! What nobody said of a database, and its catalog suggests.

use crate::verify::VerifyError;
use crate::verify::session::Session;

/// Roles that come to the tables and are neither over them nor of the server: they log in, or were
/// granted something.
const RUNTIME_ROLES: &str = "\
SELECT r.rolname::text \
FROM pg_roles AS r \
WHERE NOT r.rolsuper AND r.rolname !~ '^pg_' \
AND r.oid <> (SELECT datdba FROM pg_database WHERE datname = current_database()) \
AND NOT EXISTS (SELECT FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace \
  WHERE c.relowner = r.oid AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema') \
AND NOT EXISTS (SELECT FROM pg_auth_members AS m JOIN pg_class AS c ON c.relowner = m.roleid \
  JOIN pg_namespace AS n ON n.oid = c.relnamespace \
  WHERE m.member = r.oid AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema') \
AND EXISTS (SELECT FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace \
  WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND c.relkind IN ('r', 'p', 'v', 'm') \
  AND (EXISTS (SELECT FROM aclexplode(c.relacl) AS a WHERE a.grantee = r.oid) \
    OR r.rolcanlogin AND (has_table_privilege(r.oid, c.oid, 'SELECT, INSERT, UPDATE, DELETE') \
      OR has_any_column_privilege(r.oid, c.oid, 'SELECT, INSERT, UPDATE')))) \
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
HAVING bool_or(EXISTS (SELECT FROM pg_policy AS p WHERE p.polrelid = c.oid \
  AND concat(pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) ~ ('\\m' || a.attname || '\\M'))) \
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
