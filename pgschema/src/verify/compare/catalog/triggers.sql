SELECT n.nspname::text, c.relname::text, t.tgname::text,
  {definition},
  CASE t.tgenabled WHEN 'O' THEN 'enabled' WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'enabled on replicas only'
    WHEN 'A' THEN 'always enabled' END,
  d.description
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_description d ON d.objoid = t.oid AND d.classoid = 'pg_trigger'::regclass AND d.objsubid = 0
WHERE n.nspname = ANY ($1) AND NOT t.tgisinternal AND t.tgparentid = 0
