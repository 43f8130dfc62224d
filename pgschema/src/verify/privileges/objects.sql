-- Every object that rights are looked at of, with who holds which. One row for each object, grantee and
-- grantor; an object whose rights were all taken away has one row without a grantee.
WITH objects AS (
  SELECT 'd' AS kind, '' AS schema, datname::text AS name, '' AS arguments, oid, datdba AS owner,
         coalesce(datacl, acldefault('d', datdba)) AS acl, false AS follows
  FROM pg_database WHERE datname = current_database()
  UNION ALL
  SELECT 'n', '', nspname::text, '', oid, nspowner, coalesce(nspacl, acldefault('n', nspowner)), false
  FROM pg_namespace WHERE nspname = ANY ($1)
  UNION ALL
  SELECT relkind::text, nspname::text, relname::text, '', c.oid, relowner,
         coalesce(relacl, acldefault(CASE relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", relowner)),
         relkind = 'S' AND EXISTS (
           SELECT FROM pg_depend d
           WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
             AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i'))
  FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
  WHERE nspname = ANY ($1) AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND NOT EXISTS (
    SELECT FROM pg_depend d
    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
  UNION ALL
  SELECT 'P', nspname::text, proname::text, oidvectortypes(proargtypes), p.oid, proowner,
         coalesce(proacl, acldefault('f', proowner)), false
  FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace
  WHERE nspname = ANY ($1) AND NOT EXISTS (
    SELECT FROM pg_depend d
    WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
  UNION ALL
  SELECT 'T', nspname::text, typname::text, '', t.oid, typowner,
         coalesce(typacl, acldefault('T', typowner)), false
  FROM pg_type t JOIN pg_namespace n ON n.oid = typnamespace
  WHERE nspname = ANY ($1) AND typtype IN ('d', 'e', 'r') AND NOT EXISTS (
    SELECT FROM pg_depend d
    WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e')
)
SELECT kind, schema, name, arguments, oid, owner, follows, grantee, grantor,
       coalesce(is_grantable, false) AS is_grantable,
       coalesce(array_agg(privilege_type ORDER BY privilege_type)
                FILTER (WHERE privilege_type IS NOT NULL), '{}') AS privileges
FROM objects LEFT JOIN LATERAL aclexplode(acl) ON true
GROUP BY kind, schema, name, arguments, oid, owner, follows, grantee, grantor, is_grantable
