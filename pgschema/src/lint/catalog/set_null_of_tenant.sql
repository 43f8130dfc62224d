select conname, conrelid::regclass
from pg_constraint c
join rel r on r.oid=c.conrelid
where contype='f'
and confdeltype='n'
and cardinality(conkey)>1
and to_jsonb(c)->>'confdelsetcols' is null
and exists (select 1 from att a where a.attrelid=c.conrelid and a.attnum=any(c.conkey) and (a.attnotnull or a.attname in (select name from tcol)))
