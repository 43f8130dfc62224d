select r.oid::regclass, o.rolname as owner
from rel r
join pg_roles o on o.oid=r.relowner
join rt on rt.role=o.rolname
where r.relkind in ('r','p','v','m','S','f')
and not exists (select 1 from pg_depend d where d.classid='pg_class'::regclass and d.objid=r.oid and d.deptype in ('a','i') and r.relkind='S')
