select c.conname, c.conrelid::regclass
from pg_constraint c
join rel r on r.oid=c.conrelid, unnest(c.conkey,c.confkey) k(a,b)
join pg_attribute x on x.attnum=k.a
join pg_attribute y on y.attnum=k.b
where c.contype='f'
and x.attrelid=c.conrelid
and y.attrelid=c.confrelid
and x.atttypid<>y.atttypid
