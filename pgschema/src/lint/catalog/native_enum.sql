select attrelid::regclass, attname
from att
join pg_type t on t.oid=atttypid
where typtype='e'
