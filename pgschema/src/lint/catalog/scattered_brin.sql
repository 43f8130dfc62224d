select i.indexrelid::regclass
from idx i
join pg_class t on t.oid=i.indrelid
join pg_namespace n on n.oid=t.relnamespace
join att a on a.attrelid=i.indrelid
and a.attnum=i.indkey[0]
join pg_stats s on s.schemaname=n.nspname
and s.tablename=t.relname
and s.attname=a.attname
where i.amname='brin'
and abs(s.correlation)<0.9
