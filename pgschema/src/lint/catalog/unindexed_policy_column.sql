select distinct p.polrelid::regclass, a.attname
from pol p
join att a on a.attrelid=p.polrelid
join pg_operator o on o.oprname='=' and o.oprleft=a.atttypid and o.oprright=a.atttypid and o.oprnamespace='pg_catalog'::regnamespace
join pg_proc f on f.oid=o.oprcode and f.proleakproof
where p.q ~ ('\m'||a.attname||'\M')
and a.atttypid<>'bool'::regtype
and not exists (
  select 1 from pg_index i
  where i.indrelid=p.polrelid and i.indisvalid and i.indpred is null
  and (
    i.indkey[0]=a.attnum
    or (i.indkey[1]=a.attnum and exists (select 1 from att t join tcol on tcol.name=t.attname where t.attrelid=p.polrelid and t.attnum=i.indkey[0]))
  )
)
