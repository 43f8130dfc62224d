select conname, conrelid::regclass
from pg_constraint c
join rel r on r.oid=c.conrelid
and r.relrowsecurity
where contype='f'
and confdeltype='c'
