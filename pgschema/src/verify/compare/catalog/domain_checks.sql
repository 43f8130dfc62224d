SELECT n.nspname::text, t.typname::text, k.conname::text,
  'CHECK', pg_get_expr(k.conbin, 0),
  CASE WHEN NOT k.convalidated THEN 'NOT VALID' END,
  d.description
FROM pg_constraint k JOIN pg_type t ON t.oid = k.contypid JOIN pg_namespace n ON n.oid = t.typnamespace
LEFT JOIN pg_description d ON d.objoid = k.oid AND d.classoid = 'pg_constraint'::regclass AND d.objsubid = 0
WHERE n.nspname = ANY ($1) AND k.contype = 'c'
