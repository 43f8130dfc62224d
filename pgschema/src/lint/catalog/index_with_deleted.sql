select i.indexrelid::regclass
from idx i
join att a on a.attrelid=i.indrelid
and a.attname='deleted_at'
where not i.indisprimary
and (i.indpred is null or pg_get_expr(i.indpred,i.indrelid) !~ 'deleted_at')
