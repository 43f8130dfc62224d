select name as setting
from pg_settings
where name='archive_mode'
and setting='off'
