select p.polrelid::regclass, a.attname
from pol p
join att a on a.attrelid=p.polrelid
join tcol t on t.name=a.attname
where p.x ~ ('\m'||a.attname||'\M')
and not exists (select 1 from pg_index i where i.indrelid=p.polrelid and i.indisvalid and i.indpred is null and i.indkey[0]=a.attnum)
