select i.indexrelid::regclass
from idx i
join att a on a.attrelid=i.indrelid
and a.attname='deleted_at'
where i.indisunique
and not i.indisprimary
and i.indpred is null
and not a.attnotnull
