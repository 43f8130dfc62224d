-- Functions and views that lend others the rights of the role that owns them, and copies of what it may read.
SELECT oid, pg_describe_object('pg_proc'::regclass, oid, 0)
FROM pg_proc p WHERE proowner = $1 AND prosecdef AND NOT EXISTS (
  SELECT FROM pg_depend d
  WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
UNION ALL
SELECT oid, pg_describe_object('pg_class'::regclass, oid, 0)
FROM pg_class c WHERE relowner = $1 AND relkind IN ('v', 'm') AND NOT EXISTS (
  SELECT FROM unnest(reloptions) AS o (option)
  WHERE split_part(option, '=', 1) = 'security_invoker' AND split_part(option, '=', 2)::boolean)
AND NOT EXISTS (
  SELECT FROM pg_depend d
  WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
