SELECT n.nspname::text, c.relname::text, t.tgname::text, c.relkind IN ('v', 'm'),
  {definition},
  CASE WHEN EXISTS (SELECT FROM pg_trigger p WHERE p.tgname = t.tgname AND p.tgparentid <> 0 AND p.tgenabled <> t.tgenabled
    AND p.tgrelid IN (SELECT relid FROM pg_partition_tree(t.tgrelid))) THEN 'not the same on every partition' END,
  CASE t.tgenabled WHEN 'O' THEN 'enabled' WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'enabled on replicas only'
    WHEN 'A' THEN 'always enabled' END,
  d.description
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_description d ON d.objoid = t.oid AND d.classoid = 'pg_trigger'::regclass AND d.objsubid = 0
WHERE n.nspname = ANY ($1) AND NOT t.tgisinternal AND t.tgparentid = 0
