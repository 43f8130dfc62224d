select distinct p.polname, p.polrelid::regclass, c.oid::regclass
from pol p
join pg_depend d on d.classid='pg_policy'::regclass
and d.objid=p.oid
and d.refclassid='pg_class'::regclass
join rel c on c.oid=d.refobjid
where c.oid<>p.polrelid
and c.relkind in ('r','p')
and not c.relrowsecurity
