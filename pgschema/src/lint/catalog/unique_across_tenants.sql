select i.indexrelid::regclass
from idx i
join att a on a.attrelid=i.indrelid
join tcol t on t.name=a.attname
where i.indisunique
and not i.indisprimary
and a.relrowsecurity
and not a.attnum = any(i.indkey::int2[])
and not exists (
  select 1 from pg_constraint p
  where p.conrelid=i.indrelid and p.contype='p' and p.conkey=array[a.attnum]
  and not exists (select 1 from pg_constraint f where f.conrelid=p.conrelid and f.contype='f' and a.attnum=any(f.conkey))
)
