select i.indexrelid::regclass
from idx i
join att a on a.attrelid=i.indrelid
and a.attname='deleted_at'
where not i.indisunique
and not a.attnotnull
and (i.indpred is null or pg_get_expr(i.indpred,i.indrelid) !~ 'deleted_at')
and not exists (select 1 from pg_constraint c where c.conrelid=i.indrelid and c.contype='f' and c.conkey <@ (i.indkey::int2[])[0:i.indnkeyatts-1])
