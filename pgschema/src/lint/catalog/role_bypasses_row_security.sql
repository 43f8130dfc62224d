select rolname
from pg_roles
join rt on role=rolname
where rolbypassrls
or rolsuper
