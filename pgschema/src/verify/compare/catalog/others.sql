SELECT n.nspname::text, c.relname::text, c.relkind::text, NULL::text, NULL::text,
  CASE WHEN n.nspname <> ALL (parents.schemas) THEN 'yes' END
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN (SELECT i.inhrelid, array_agg(pn.nspname) AS schemas FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent
  JOIN pg_namespace pn ON pn.oid = p.relnamespace GROUP BY i.inhrelid) AS parents ON parents.inhrelid = c.oid
WHERE (n.nspname = ANY ($1) OR parents.schemas && $1::name[]) AND c.relkind IN ('m', 'f', 'S')
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid
    AND (e.deptype = 'e' OR (c.relkind = 'S' AND e.deptype = 'i')))
UNION ALL
SELECT n.nspname::text, c.relname::text, 'rule on ' || c.relkind::text, NULL, r.rulename::text, NULL
FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = ANY ($1) AND r.rulename <> '_RETURN'
UNION ALL
SELECT n.nspname::text, c.relname::text, 'statistics', NULL, s.stxname::text, NULL
FROM pg_statistic_ext s JOIN pg_class c ON c.oid = s.stxrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = ANY ($1)
UNION ALL
SELECT n.nspname::text, o.name, o.kind, o.arguments, NULL, NULL
FROM (
  SELECT 'pg_operator'::regclass AS class, oid, oprnamespace AS namespace, oprname::text AS name, 'operator' AS kind,
    concat_ws(', ', CASE WHEN oprleft <> 0 THEN format_type(oprleft, NULL) END, format_type(oprright, NULL)) AS arguments
  FROM pg_operator
  UNION ALL
  SELECT 'pg_opclass'::regclass, o.oid, opcnamespace, opcname, 'operator class', amname::text
  FROM pg_opclass o JOIN pg_am a ON a.oid = opcmethod
  UNION ALL
  SELECT 'pg_opfamily'::regclass, o.oid, opfnamespace, opfname, 'operator family', amname::text
  FROM pg_opfamily o JOIN pg_am a ON a.oid = opfmethod
  WHERE NOT EXISTS (SELECT FROM pg_opclass c WHERE c.opcfamily = o.oid AND c.opcname = o.opfname)
  UNION ALL
  SELECT 'pg_collation'::regclass, oid, collnamespace, collname, 'collation', NULL FROM pg_collation
  UNION ALL
  SELECT 'pg_conversion'::regclass, oid, connamespace, conname, 'conversion', NULL FROM pg_conversion
  UNION ALL
  SELECT 'pg_ts_config'::regclass, oid, cfgnamespace, cfgname, 'text search configuration', NULL FROM pg_ts_config
  UNION ALL
  SELECT 'pg_ts_dict'::regclass, oid, dictnamespace, dictname, 'text search dictionary', NULL FROM pg_ts_dict
  UNION ALL
  SELECT 'pg_ts_parser'::regclass, oid, prsnamespace, prsname, 'text search parser', NULL FROM pg_ts_parser
  UNION ALL
  SELECT 'pg_ts_template'::regclass, oid, tmplnamespace, tmplname, 'text search template', NULL FROM pg_ts_template
) AS o JOIN pg_namespace n ON n.oid = o.namespace
WHERE n.nspname = ANY ($1)
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = o.class AND e.objid = o.oid AND e.deptype = 'e')
