select name as setting
from pg_settings
where name='shared_preload_libraries'
and setting !~ 'pg_stat_statements'
