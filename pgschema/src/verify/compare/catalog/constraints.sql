WITH RECURSIVE switched AS (
  SELECT t.tgconstraint AS oid, CASE t.tgenabled WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'enabled on replicas only'
    ELSE 'always enabled' END AS how
  FROM pg_trigger t WHERE t.tgisinternal AND t.tgconstraint <> 0 AND t.tgenabled <> 'O'
  UNION
  SELECT p.conparentid, s.how FROM switched s JOIN pg_constraint p ON p.oid = s.oid WHERE p.conparentid <> 0
)
SELECT n.nspname::text, c.relname::text, k.conname::text,
  CASE k.contype WHEN 'p' THEN 'PRIMARY KEY' WHEN 'u' THEN 'UNIQUE' WHEN 'f' THEN 'FOREIGN KEY'
    WHEN 'c' THEN 'CHECK' WHEN 'x' THEN 'EXCLUDE' ELSE k.contype::text END,
  CASE WHEN k.contype IN ('p', 'u', 'f') THEN (
    SELECT string_agg(a.attname, ', ' ORDER BY u.place) FROM unnest(k.conkey) WITH ORDINALITY AS u (num, place)
    JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.num) END,
  CASE WHEN k.contype IN ('p', 'u') THEN (
    SELECT string_agg(a.attname, ', ' ORDER BY u.place) FROM unnest(i.indkey) WITH ORDINALITY AS u (num, place)
    JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.num WHERE u.place > i.indnkeyatts) END,
  CASE WHEN k.contype = 'f' THEN format('%s.%s (%s)', m.nspname, r.relname, (
    SELECT string_agg(a.attname, ', ' ORDER BY u.place) FROM unnest(k.confkey) WITH ORDINALITY AS u (num, place)
    JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.num)) END,
  CASE WHEN k.contype = 'f' THEN CASE k.confdeltype WHEN 'a' THEN 'NO ACTION' WHEN 'r' THEN 'RESTRICT'
    WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' WHEN 'd' THEN 'SET DEFAULT' END {on_delete} END,
  CASE WHEN k.contype = 'f' THEN CASE k.confupdtype WHEN 'a' THEN 'NO ACTION' WHEN 'r' THEN 'RESTRICT'
    WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' WHEN 'd' THEN 'SET DEFAULT' END END,
  CASE WHEN k.contype = 'f' AND k.confmatchtype = 'f' THEN 'FULL' END,
  CASE WHEN k.condeferred THEN 'INITIALLY DEFERRED' WHEN k.condeferrable THEN 'DEFERRABLE' END,
  CASE WHEN NOT k.convalidated AND {enforced} THEN 'NOT VALID' END,
  CASE WHEN NOT {enforced} THEN 'NOT ENFORCED' END,
  CASE WHEN k.contype = 'c' AND k.connoinherit THEN 'NO INHERIT' END,
  CASE WHEN k.contype = 'c' THEN pg_get_expr(k.conbin, k.conrelid) END,
  CASE WHEN k.contype = 'x' THEN {key} END,
  CASE WHEN k.contype = 'x' THEN (
    SELECT string_agg(o.oprname, ', ' ORDER BY u.place)
    FROM unnest(k.conexclop) WITH ORDINALITY AS u (op, place) JOIN pg_operator o ON o.oid = u.op) END,
  CASE WHEN k.contype = 'x' THEN
    (SELECT am.amname::text FROM pg_class x JOIN pg_am am ON am.oid = x.relam WHERE x.oid = k.conindid) END,
  CASE WHEN k.contype = 'x' THEN pg_get_expr(i.indpred, i.indrelid) END,
  CASE WHEN {nulls} THEN 'NULLS NOT DISTINCT' END,
  CASE WHEN {period} THEN 'WITHOUT OVERLAPS' END,
  CASE WHEN NOT i.indisvalid OR NOT i.indisready THEN 'invalid' END,
  CASE WHEN i.indisreplident THEN 'REPLICA IDENTITY' END,
  (SELECT string_agg(s.how, ', ' ORDER BY s.how) FROM switched s WHERE s.oid = k.oid),
  (SELECT string_agg(o.option, ', ' ORDER BY o.option COLLATE "C") FROM unnest(x.reloptions) AS o (option)),
  (SELECT s.spcname::text FROM pg_tablespace s WHERE s.oid = x.reltablespace),
  d.description
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_index i ON i.indexrelid = k.conindid AND k.contype IN ('p', 'u', 'x')
LEFT JOIN pg_class x ON x.oid = i.indexrelid
LEFT JOIN pg_class r ON r.oid = k.confrelid LEFT JOIN pg_namespace m ON m.oid = r.relnamespace
LEFT JOIN pg_description d ON d.objoid = k.oid AND d.classoid = 'pg_constraint'::regclass AND d.objsubid = 0
WHERE n.nspname = ANY ($1) AND k.conparentid = 0 AND k.contype IN ('p', 'u', 'c', 'f', 'x')
  AND (NOT c.relispartition OR k.conislocal)
