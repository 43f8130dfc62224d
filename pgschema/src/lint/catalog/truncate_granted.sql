select r.oid::regclass, rt.role
from rel r, rt
where r.relkind in ('r','p')
and r.relrowsecurity
and has_table_privilege(rt.role,r.oid,'TRUNCATE')
