select c.oid::regclass, rt.role
from pg_inherits h
join rel c on c.oid=h.inhrelid
join pg_class p on p.oid=h.inhparent, rt
where p.relrowsecurity
and not c.relrowsecurity
and has_table_privilege(rt.role,c.oid,'SELECT,INSERT,UPDATE,DELETE')
