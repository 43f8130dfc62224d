SELECT n.nspname::text, c.relname::text, c.relkind::text, NULL::text
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = ANY ($1) AND c.relkind IN ('m', 'f', 'S')
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid
    AND (e.deptype = 'e' OR (c.relkind = 'S' AND e.deptype = 'i')))
UNION ALL
SELECT n.nspname::text, c.relname::text, 'rule on ' || c.relkind::text, r.rulename::text
FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = ANY ($1) AND r.rulename <> '_RETURN'
UNION ALL
SELECT n.nspname::text, c.relname::text, 'statistics', s.stxname::text
FROM pg_statistic_ext s JOIN pg_class c ON c.oid = s.stxrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = ANY ($1)
