SELECT r.rolname::text,
  CASE WHEN r.rolcanlogin THEN 'LOGIN' ELSE 'NOLOGIN' END,
  CASE WHEN r.rolinherit THEN 'INHERIT' ELSE 'NOINHERIT' END,
  CASE WHEN r.rolsuper THEN 'SUPERUSER' ELSE 'NOSUPERUSER' END,
  CASE WHEN r.rolcreatedb THEN 'CREATEDB' ELSE 'NOCREATEDB' END,
  CASE WHEN r.rolcreaterole THEN 'CREATEROLE' ELSE 'NOCREATEROLE' END,
  CASE WHEN r.rolreplication THEN 'REPLICATION' ELSE 'NOREPLICATION' END,
  CASE WHEN r.rolbypassrls THEN 'BYPASSRLS' ELSE 'NOBYPASSRLS' END,
  nullif(r.rolconnlimit, -1)::text,
  nullif(r.rolvaliduntil, 'infinity')::text
FROM pg_roles r WHERE r.rolname = ANY ($1)
