select c.conname, c.conrelid::regclass
from pg_constraint c
join rel r on r.oid=c.conrelid
join pg_attribute a on a.attrelid=c.conrelid
and a.attnum=any(c.conkey)
join tcol t on t.name=a.attname
where c.contype='f'
and cardinality(c.conkey)>1
and c.confmatchtype='s'
and not a.attnotnull
