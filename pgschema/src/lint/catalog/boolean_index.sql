select i.indexrelid::regclass
from idx i
join att a on a.attrelid=i.indrelid
and a.attnum=i.indkey[0]
where a.atttypid='bool'::regtype
and i.indpred is null
