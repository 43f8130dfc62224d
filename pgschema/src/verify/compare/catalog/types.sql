SELECT n.nspname::text, t.typname::text,
  CASE t.typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' WHEN 'c' THEN 'composite' WHEN 'r' THEN 'range'
    ELSE 'base type' END,
  CASE t.typtype WHEN 'e' THEN (SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder)
    FROM pg_enum e WHERE e.enumtypid = t.oid) END,
  CASE t.typtype WHEN 'd' THEN format_type(t.typbasetype, t.typtypmod) END,
  CASE WHEN t.typtype = 'd' AND t.typcollation <> b.typcollation
    THEN (SELECT l.collname::text FROM pg_collation l WHERE l.oid = t.typcollation) END,
  CASE t.typtype WHEN 'd' THEN pg_get_expr(t.typdefaultbin, 0) END,
  CASE WHEN t.typtype = 'd' AND t.typnotnull THEN 'NOT NULL' END,
  pg_get_userbyid(t.typowner)::text,
  d.description
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
LEFT JOIN pg_type b ON b.oid = t.typbasetype LEFT JOIN pg_class c ON c.oid = t.typrelid
LEFT JOIN pg_description d ON d.objoid = t.oid AND d.classoid = 'pg_type'::regclass AND d.objsubid = 0
WHERE n.nspname = ANY ($1) AND t.typtype IN ('e', 'd', 'c', 'r', 'b')
  AND (t.typrelid = 0 OR c.relkind = 'c')
  AND NOT EXISTS (SELECT FROM pg_type a WHERE a.typarray = t.oid)
  AND NOT EXISTS (SELECT FROM pg_depend e
    WHERE e.classid = 'pg_type'::regclass AND e.objid = t.oid AND e.deptype = 'e')
