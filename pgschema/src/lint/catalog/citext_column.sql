select attrelid::regclass, attname
from att
where atttypid in (select oid from pg_type where typname='citext')
