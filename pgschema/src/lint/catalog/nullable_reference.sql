select c.conname, c.conrelid::regclass
from pg_constraint c
join rel r on r.oid=c.conrelid
where c.contype='f'
and c.confmatchtype='s'
and exists (select 1 from att a where a.attrelid=c.conrelid and a.attnum=any(c.conkey) and not a.attnotnull)
and exists (
  select 1 from att a
  where a.attrelid=c.conrelid and a.attnum=any(c.conkey) and a.attnotnull
  and a.attname not in (select name from tcol)
)
