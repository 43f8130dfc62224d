select i.indexrelid::regclass
from idx i
join att a on a.attrelid=i.indrelid and a.relrowsecurity
join tcol t on t.name=a.attname
where not i.indisprimary
and not i.indisunique
and i.amname='btree'
and i.indkey[0]<>a.attnum
and not exists (
  select 1 from pg_constraint c
  where c.conrelid=i.indrelid and c.contype='f' and not a.attnum=any(c.conkey)
  and (i.indkey::int2[])[0:cardinality(c.conkey)-1]=c.conkey
)
