SELECT n.nspname::text, c.relname::text, p.polname::text,
  CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
  CASE p.polcmd WHEN '*' THEN 'ALL' WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE'
    WHEN 'd' THEN 'DELETE' END,
  (SELECT string_agg(r.name, ', ' ORDER BY r.name COLLATE "C") FROM (
    SELECT CASE u.role WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(u.role)::text END
    FROM unnest(p.polroles) AS u (role)) AS r (name)),
  pg_get_expr(p.polqual, p.polrelid),
  pg_get_expr(p.polwithcheck, p.polrelid),
  d.description
FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_description d ON d.objoid = p.oid AND d.classoid = 'pg_policy'::regclass AND d.objsubid = 0
WHERE n.nspname = ANY ($1)
