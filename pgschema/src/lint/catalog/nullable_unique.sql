select distinct i.indexrelid::regclass
from idx i
join att a on a.attrelid=i.indrelid
and a.attnum=any((i.indkey::int2[])[0:i.indnkeyatts-1])
where i.indisunique
and not i.indisprimary
and i.indpred is null
and not a.attnotnull
and not coalesce((to_jsonb(i)->>'indnullsnotdistinct')::bool,false)
and (
  select count(*) from unnest((i.indkey::int2[])[0:i.indnkeyatts-1]) k
  where not exists (select 1 from att t join tcol on tcol.name=t.attname where t.attrelid=i.indrelid and t.attnum=k)
) > 1
