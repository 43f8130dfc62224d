select name as setting
from pg_settings
where name='ssl'
and setting='off'
