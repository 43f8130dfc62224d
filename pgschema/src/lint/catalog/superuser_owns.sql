select r.oid::regclass, o.rolname as owner
from rel r
join pg_roles o on o.oid=r.relowner
where o.rolsuper
and r.relkind in ('r','p','v','m')
