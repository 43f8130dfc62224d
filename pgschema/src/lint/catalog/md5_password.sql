select rolname
from pg_authid
where rolcanlogin
and rolpassword like 'md5%'
