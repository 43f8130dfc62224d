SELECT n.nspname::text, c.relname::text, a.attname::text,
  format_type(a.atttypid, a.atttypmod),
  CASE WHEN a.attnotnull THEN CASE WHEN (a.attrelid, a.attnum) IN (
      SELECT k.conrelid, k.conkey[1] FROM pg_constraint k WHERE k.contype = 'n' AND NOT k.convalidated)
    THEN 'NOT NULL NOT VALID' ELSE 'NOT NULL' END END,
  CASE a.attgenerated WHEN '' THEN pg_get_expr(v.adbin, v.adrelid) END,
  CASE a.attgenerated WHEN 's' THEN 'STORED' WHEN 'v' THEN 'VIRTUAL' END,
  CASE WHEN a.attgenerated <> '' THEN pg_get_expr(v.adbin, v.adrelid) END,
  CASE a.attidentity WHEN 'a' THEN 'ALWAYS' WHEN 'd' THEN 'BY DEFAULT' END,
  CASE WHEN a.attidentity <> '' THEN (
    SELECT format('AS %s START %s INCREMENT %s MINVALUE %s MAXVALUE %s CACHE %s%s',
      format_type(s.seqtypid, NULL), s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache,
      CASE WHEN s.seqcycle THEN ' CYCLE' ELSE '' END)
    FROM pg_depend p JOIN pg_sequence s ON s.seqrelid = p.objid
    WHERE p.refclassid = 'pg_class'::regclass AND p.refobjid = a.attrelid AND p.refobjsubid = a.attnum
      AND p.deptype = 'i' AND p.classid = 'pg_class'::regclass) END,
  l.name, tl.name,
  CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'x' THEN 'EXTENDED' WHEN 'm' THEN 'MAIN' END,
  CASE t.typstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'x' THEN 'EXTENDED' WHEN 'm' THEN 'MAIN' END,
  CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END,
  nullif(a.attstattarget, -1)::text,
  array_to_string(a.attoptions, ', '),
  a.attnum::text,
  d.description
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef v ON v.adrelid = a.attrelid AND v.adnum = a.attnum
LEFT JOIN (SELECT y.oid, CASE z.nspname WHEN 'pg_catalog' THEN y.collname::text
    ELSE format('%s.%s', z.nspname, y.collname) END AS name
  FROM pg_collation y JOIN pg_namespace z ON z.oid = y.collnamespace) AS l ON l.oid = a.attcollation
LEFT JOIN (SELECT y.oid, CASE z.nspname WHEN 'pg_catalog' THEN y.collname::text
    ELSE format('%s.%s', z.nspname, y.collname) END AS name
  FROM pg_collation y JOIN pg_namespace z ON z.oid = y.collnamespace) AS tl ON tl.oid = t.typcollation
LEFT JOIN pg_description d
  ON d.objoid = a.attrelid AND d.classoid = 'pg_class'::regclass AND d.objsubid = a.attnum
WHERE n.nspname = ANY ($1) AND c.relkind IN ('r', 'p') AND NOT c.relispartition
  AND a.attnum > 0 AND NOT a.attisdropped
