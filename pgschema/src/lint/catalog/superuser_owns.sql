select nspname, o.rolname as owner, count(*) as relations
from rel r
join ns on ns.oid=r.relnamespace
join pg_roles o on o.oid=r.relowner
where o.rolsuper
and r.relkind in ('r','p','v','m')
group by nspname, o.rolname
