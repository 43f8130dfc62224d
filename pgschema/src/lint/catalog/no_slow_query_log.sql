select name as setting
from pg_settings
where name='log_min_duration_statement'
and setting::int=-1
