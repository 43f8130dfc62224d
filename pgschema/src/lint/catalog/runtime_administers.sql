select rolname
from pg_roles
join rt on role=rolname
where rolcreatedb or rolcreaterole or rolreplication
