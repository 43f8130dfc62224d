select a.attrelid::regclass, a.attname
from att a
where a.attname ~* '_cents$'
and not exists (select 1 from pg_constraint c where c.conrelid=a.attrelid and c.contype='c' and a.attnum=any(c.conkey))
and a.attgenerated=''
