SELECT n.nspname::text, c.relname::text,
  CASE c.relkind WHEN 'p' THEN pg_get_partkeydef(c.oid) END,
  CASE c.relpersistence WHEN 'u' THEN 'UNLOGGED' WHEN 't' THEN 'TEMPORARY' END,
  pg_get_userbyid(c.relowner)::text,
  CASE WHEN c.relrowsecurity AND c.relforcerowsecurity THEN 'enabled and forced'
    WHEN c.relrowsecurity THEN 'enabled'
    WHEN c.relforcerowsecurity THEN 'forced, but disabled' ELSE 'disabled' END,
  CASE WHEN c.relispartition THEN parents.names END,
  pg_get_expr(c.relpartbound, c.oid),
  CASE WHEN NOT c.relispartition THEN parents.names END,
  CASE WHEN c.relispartition THEN (
    SELECT string_agg(concat_ws(' ', quote_ident(a.attname), 'DEFAULT ' || pg_get_expr(v.adbin, v.adrelid),
      CASE WHEN a.attnotnull THEN 'NOT NULL' END), ', ' ORDER BY pa.attnum)
    FROM pg_inherits i JOIN pg_attribute pa ON pa.attrelid = i.inhparent AND pa.attnum > 0
    JOIN pg_attribute a ON a.attrelid = i.inhrelid AND a.attname = pa.attname
    LEFT JOIN pg_attrdef v ON v.adrelid = a.attrelid AND v.adnum = a.attnum
    LEFT JOIN pg_attrdef pv ON pv.adrelid = pa.attrelid AND pv.adnum = pa.attnum
    WHERE i.inhrelid = c.oid AND NOT pa.attisdropped AND (a.attnotnull <> pa.attnotnull
      OR pg_get_expr(v.adbin, v.adrelid) IS DISTINCT FROM pg_get_expr(pv.adbin, pv.adrelid))) END,
  CASE WHEN n.nspname <> ALL (parents.schemas) THEN 'yes' END,
  (SELECT string_agg(o.option, ', ' ORDER BY o.option COLLATE "C") FROM (
    SELECT unnest(c.reloptions) UNION ALL
    SELECT 'toast.' || unnest(t.reloptions) FROM pg_class t WHERE t.oid = c.reltoastrelid) AS o (option)),
  CASE c.relreplident WHEN 'n' THEN 'NOTHING' WHEN 'f' THEN 'FULL' WHEN 'i' THEN 'USING INDEX' END,
  (SELECT s.spcname::text FROM pg_tablespace s WHERE s.oid = c.reltablespace),
  d.description
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN (SELECT i.inhrelid, string_agg(format('%I.%I', pn.nspname, p.relname), ', ' ORDER BY i.inhseqno) AS names,
    array_agg(pn.nspname) AS schemas
  FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent JOIN pg_namespace pn ON pn.oid = p.relnamespace
  GROUP BY i.inhrelid) AS parents ON parents.inhrelid = c.oid
LEFT JOIN pg_description d ON d.objoid = c.oid AND d.classoid = 'pg_class'::regclass AND d.objsubid = 0
WHERE (n.nspname = ANY ($1) OR parents.schemas && $1::name[]) AND c.relkind IN ('r', 'p')
  AND NOT EXISTS (SELECT FROM pg_depend e
    WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
