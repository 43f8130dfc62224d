SELECT n.nspname::text, c.relname::text,
  (SELECT string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY a.attnum)
    FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
  pg_get_viewdef(c.oid),
  (SELECT 'security_invoker' FROM unnest(c.reloptions) AS o (option)
    WHERE split_part(o.option, '=', 1) = 'security_invoker' AND split_part(o.option, '=', 2)::boolean),
  (SELECT 'security_barrier' FROM unnest(c.reloptions) AS o (option)
    WHERE split_part(o.option, '=', 1) = 'security_barrier' AND split_part(o.option, '=', 2)::boolean),
  (SELECT split_part(o.option, '=', 2) FROM unnest(c.reloptions) AS o (option)
    WHERE split_part(o.option, '=', 1) = 'check_option'),
  (SELECT string_agg(format('%I %s', a.attname, pg_get_expr(v.adbin, v.adrelid)), ', ' ORDER BY a.attnum)
    FROM pg_attrdef v JOIN pg_attribute a ON a.attrelid = v.adrelid AND a.attnum = v.adnum WHERE v.adrelid = c.oid),
  (SELECT string_agg(format('%I: %s', a.attname, e.description), E'\n' ORDER BY a.attnum)
    FROM pg_description e JOIN pg_attribute a ON a.attrelid = e.objoid AND a.attnum = e.objsubid
    WHERE e.objoid = c.oid AND e.classoid = 'pg_class'::regclass AND e.objsubid > 0),
  pg_get_userbyid(c.relowner)::text,
  d.description
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_description d ON d.objoid = c.oid AND d.classoid = 'pg_class'::regclass AND d.objsubid = 0
WHERE n.nspname = ANY ($1) AND c.relkind = 'v'
  AND NOT EXISTS (SELECT FROM pg_depend e
    WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
