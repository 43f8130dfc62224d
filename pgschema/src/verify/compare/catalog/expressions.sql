SELECT 'column', n.nspname::text, c.relname::text, a.attname::text, pg_get_expr(v.adbin, v.adrelid), NULL::text
FROM pg_attrdef v JOIN pg_attribute a ON a.attrelid = v.adrelid AND a.attnum = v.adnum
JOIN pg_class c ON c.oid = v.adrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ANY ($1)
UNION ALL
SELECT 'constraint', n.nspname, c.relname, k.conname, pg_get_expr(k.conbin, k.conrelid), NULL
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = ANY ($1) AND k.contype = 'c' AND NOT c.relispartition
UNION ALL
SELECT 'policy', n.nspname, c.relname, p.polname, pg_get_expr(p.polqual, p.polrelid),
  pg_get_expr(p.polwithcheck, p.polrelid)
FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = ANY ($1)
UNION ALL
SELECT 'index', n.nspname, c.relname, x.relname, {key}, pg_get_expr(i.indpred, i.indrelid)
FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_class c ON c.oid = i.indrelid
JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ANY ($1) AND NOT c.relispartition
UNION ALL
SELECT 'trigger', n.nspname, c.relname, t.tgname, {definition}, NULL
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = ANY ($1) AND NOT t.tgisinternal AND t.tgparentid = 0
UNION ALL
SELECT 'partition', n.nspname, p.relname, c.relname, pg_get_expr(c.relpartbound, c.oid), NULL
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_inherits h ON h.inhrelid = c.oid
JOIN pg_class p ON p.oid = h.inhparent WHERE n.nspname = ANY ($1) AND c.relkind = 'p' AND c.relispartition
