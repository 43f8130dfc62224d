select name as setting
from pg_settings
where name in ('log_connections','log_disconnections','log_lock_waits')
and setting in ('off','')
