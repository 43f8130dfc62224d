SELECT n.nspname::text, pg_get_userbyid(n.nspowner)::text, o.rolsuper::text, d.description
FROM pg_namespace n JOIN pg_roles o ON o.oid = n.nspowner
LEFT JOIN pg_description d ON d.objoid = n.oid AND d.classoid = 'pg_namespace'::regclass AND d.objsubid = 0
WHERE n.nspname = ANY ($1)
