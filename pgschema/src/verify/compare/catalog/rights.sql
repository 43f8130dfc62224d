SELECT o.class, o.schema, o.name, o.arguments, o.part,
  a.privilege_type, a.is_grantable,
  CASE a.grantee WHEN 0 THEN NULL ELSE pg_get_userbyid(a.grantee)::text END, a.grantee = o.owner
FROM (
  SELECT CASE c.relkind WHEN 'v' THEN 'view' ELSE 'table' END AS class, n.nspname::text AS schema,
    c.relname::text AS name, NULL::text AS arguments, NULL::text AS part, c.relowner AS owner,
    coalesce(c.relacl, acldefault('r', c.relowner)) AS acl
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = ANY ($1) AND c.relkind IN ('r', 'p', 'v')
  UNION ALL
  SELECT CASE c.relkind WHEN 'v' THEN 'view' ELSE 'table' END, n.nspname, c.relname, NULL, a.attname,
    c.relowner, a.attacl
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = ANY ($1) AND c.relkind IN ('r', 'p', 'v') AND NOT a.attisdropped AND a.attacl IS NOT NULL
  UNION ALL
  SELECT 'sequence', n.nspname, c.relname, NULL, a.attname, s.relowner,
    coalesce(s.relacl, acldefault('s', s.relowner))
  FROM pg_class s JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = s.oid AND d.deptype = 'i'
    AND d.refclassid = 'pg_class'::regclass
  JOIN pg_class c ON c.oid = d.refobjid JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid
  WHERE n.nspname = ANY ($1) AND s.relkind = 'S'
  UNION ALL
  SELECT 'schema', NULL, n.nspname, NULL, NULL, n.nspowner, coalesce(n.nspacl, acldefault('n', n.nspowner))
  FROM pg_namespace n WHERE n.nspname = ANY ($1 || '{public}'::text[])
  UNION ALL
  SELECT 'function', n.nspname, p.proname, oidvectortypes(p.proargtypes), NULL, p.proowner,
    coalesce(p.proacl, acldefault('f', p.proowner))
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = ANY ($1)
  UNION ALL
  SELECT 'type', n.nspname, t.typname, NULL, NULL, t.typowner, coalesce(t.typacl, acldefault('T', t.typowner))
  FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
  WHERE n.nspname = ANY ($1) AND t.typtype IN ('e', 'd')
  UNION ALL
  SELECT 'database', NULL, '', NULL, NULL, b.datdba, coalesce(b.datacl, acldefault('d', b.datdba))
  FROM pg_database b WHERE b.datname = current_database()
) AS o, aclexplode(o.acl) AS a
