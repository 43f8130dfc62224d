SELECT n.nspname::text, p.proname::text, oidvectortypes(p.proargtypes),
  CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' WHEN 'w' THEN 'window function' END,
  pg_get_function_arguments(p.oid),
  pg_get_function_result(p.oid),
  l.lanname::text,
  CASE p.provolatile WHEN 'v' THEN 'VOLATILE' WHEN 's' THEN 'STABLE' ELSE 'IMMUTABLE' END,
  CASE p.proparallel WHEN 'u' THEN 'UNSAFE' WHEN 'r' THEN 'RESTRICTED' ELSE 'SAFE' END,
  CASE WHEN p.prosecdef THEN 'DEFINER' ELSE 'INVOKER' END,
  CASE WHEN p.proleakproof THEN 'LEAKPROOF' END,
  CASE WHEN p.proisstrict THEN 'STRICT' END,
  array_to_string(p.proconfig, '; '),
  p.procost::text, nullif(p.prorows, 0)::text,
  CASE WHEN p.prosqlbody IS NULL THEN p.prosrc ELSE pg_get_function_sqlbody(p.oid) END,
  pg_get_userbyid(p.proowner)::text,
  d.description
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
LEFT JOIN pg_description d ON d.objoid = p.oid AND d.classoid = 'pg_proc'::regclass AND d.objsubid = 0
WHERE n.nspname = ANY ($1)
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid
    AND (e.deptype = 'e' OR (e.deptype = 'i' AND e.refclassid = 'pg_type'::regclass)))
