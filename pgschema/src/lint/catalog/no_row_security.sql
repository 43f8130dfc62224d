select r.oid::regclass
from rel r
join att a on a.attrelid=r.oid
join tcol t on t.name=a.attname
where r.relkind in ('r','p')
and not r.relrowsecurity
and not exists (select 1 from pg_inherits h join pg_class p on p.oid=h.inhparent where h.inhrelid=r.oid and p.relrowsecurity)
