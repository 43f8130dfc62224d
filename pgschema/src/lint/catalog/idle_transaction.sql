select pid
from pg_stat_activity
where state='idle in transaction'
and pid<>pg_backend_pid()
and state_change < now()-interval '1 minute'
