select name as setting
from pg_settings
where name='lo_compat_privileges'
and setting='on'
