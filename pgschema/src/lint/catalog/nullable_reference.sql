select c.conname, c.conrelid::regclass
from pg_constraint c
join rel r on r.oid=c.conrelid
where c.contype='f'
and c.confmatchtype='s'
and exists (
  select 1
  from unnest(c.conkey) with ordinality nullable(attnum, n)
  join att a on a.attrelid=c.conrelid and a.attnum=nullable.attnum and not a.attnotnull
  join unnest(c.conkey) with ordinality later(attnum, n) on later.n>nullable.n
  join att b on b.attrelid=c.conrelid and b.attnum=later.attnum and b.attnotnull
)
