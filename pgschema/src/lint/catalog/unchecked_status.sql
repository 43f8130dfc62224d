select a.attrelid::regclass, a.attname
from att a
where a.attname ~* '^(status|state|kind|type|role|currency|country)$'
and a.atttypid in ('text'::regtype,'varchar'::regtype)
and not exists (select 1 from pg_constraint c where c.conrelid=a.attrelid and c.contype in ('c','f') and a.attnum=any(c.conkey))
