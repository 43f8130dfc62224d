select rolname
from pg_roles
join rt on role=rolname
where rolconnlimit=-1
and rolcanlogin
