select distinct i.indexrelid::regclass
from idx i
join att a on a.attrelid=i.indrelid
and a.attnum=any(i.indkey::int2[])
where i.indisunique
and not i.indisprimary
and not a.attnotnull
and not coalesce((to_jsonb(i)->>'indnullsnotdistinct')::bool,false)
