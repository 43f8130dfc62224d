-- What roles may do with tables and views in the end, whatever that comes from: one row for each role and
-- relation where that is anything. A privilege on the whole isn't said again of each column.
WITH relations AS (
  SELECT c.oid, nspname::text AS schema, relname::text AS name
  FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
  WHERE nspname = ANY ($1) AND relkind IN ('r', 'p', 'v', 'm', 'f')
), cells AS (
  SELECT role, c.oid, c.schema, c.name, privilege,
         has_table_privilege(role, c.oid, privilege) AS whole
  FROM relations c, unnest($2::oid[]) AS role, unnest($3::text[]) AS privilege
)
SELECT role, schema, name, privilege, NULL::text AS "column" FROM cells WHERE whole
UNION ALL
SELECT role, schema, name, privilege, attname::text
FROM cells JOIN pg_attribute ON attrelid = cells.oid AND attnum > 0 AND NOT attisdropped
WHERE NOT whole AND privilege IN ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES')
  AND has_any_column_privilege(role, cells.oid, privilege)
  AND has_column_privilege(role, cells.oid, attnum, privilege)
