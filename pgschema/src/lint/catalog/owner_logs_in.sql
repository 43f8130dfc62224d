select distinct o.rolname
from rel r
join pg_roles o on o.oid=r.relowner
where o.rolcanlogin
and not o.rolsuper
