select name as setting
from pg_settings
where name='data_checksums'
and setting='off'
