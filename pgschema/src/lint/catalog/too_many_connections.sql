select rolname
from pg_roles
join rt on role=rolname
where rolconnlimit > (select setting::int from pg_settings where name='max_connections') - (select sum(setting::int) from pg_settings where name in ('superuser_reserved_connections','reserved_connections'))
