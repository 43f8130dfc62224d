select f.oid::regprocedure, o.rolname as owner
from fn f
join pg_roles o on o.oid=f.proowner
where prosecdef
and (o.rolsuper or o.rolbypassrls)
