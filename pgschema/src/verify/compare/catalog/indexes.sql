SELECT n.nspname::text, c.relname::text, x.relname::text,
  m.amname::text,
  CASE WHEN i.indisunique THEN 'UNIQUE' END,
  CASE WHEN {nulls} THEN 'NULLS NOT DISTINCT' END,
  CASE WHEN NOT i.indisvalid OR NOT i.indisready THEN 'invalid' END,
  {key},
  (SELECT string_agg(a.attname, ', ' ORDER BY p.place)
    FROM generate_series(i.indnkeyatts + 1, i.indnatts) AS p (place)
    JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[p.place - 1]),
  pg_get_expr(i.indpred, i.indrelid),
  (SELECT string_agg(o.option, ', ' ORDER BY o.option COLLATE "C") FROM unnest(x.reloptions) AS o (option)),
  (SELECT s.spcname::text FROM pg_tablespace s WHERE s.oid = x.reltablespace),
  CASE WHEN i.indisreplident THEN 'REPLICA IDENTITY' END,
  d.description
FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_class c ON c.oid = i.indrelid
JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_am m ON m.oid = x.relam
LEFT JOIN pg_description d ON d.objoid = x.oid AND d.classoid = 'pg_class'::regclass AND d.objsubid = 0
WHERE n.nspname = ANY ($1) AND c.relkind IN ('r', 'p')
  AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
  AND NOT EXISTS (SELECT FROM pg_inherits h WHERE h.inhrelid = i.indexrelid)
