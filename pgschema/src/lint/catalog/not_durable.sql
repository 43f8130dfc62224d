select name as setting
from pg_settings
where name in ('fsync','full_page_writes')
and setting='off'
