select c.conname, c.conrelid::regclass
from pg_constraint c
join rel r on r.oid=c.conrelid
where c.contype='f'
and not exists (select 1 from pg_index i where i.indrelid=c.conrelid and i.indisvalid and i.indpred is null and (i.indkey::int2[])[0:cardinality(c.conkey)-1] @> c.conkey)
and not exists (select 1 from pg_index i where i.indrelid=c.conrelid and i.indisvalid and i.indisunique and i.indpred is null and i.indexprs is null and (i.indkey::int2[])[0:i.indnkeyatts-1] <@ c.conkey)
