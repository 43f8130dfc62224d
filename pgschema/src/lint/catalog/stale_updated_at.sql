select a.attrelid::regclass, a.attname
from att a
where a.attname='updated_at'
and not exists (select 1 from pg_trigger t where t.tgrelid=a.attrelid and not t.tgisinternal and t.tgtype & 16 = 16)
