select a.attrelid::regclass, a.attname
from att a, rt
where a.atttypid='text'::regtype
and has_table_privilege(rt.role,a.attrelid,'INSERT')
and a.attgenerated=''
and not exists (select 1 from pg_constraint c where c.conrelid=a.attrelid and c.contype in ('c','f') and a.attnum=any(c.conkey))
