select rt.role, p.rolname
from rt, pg_roles p
where p.rolname in ('pg_read_server_files','pg_write_server_files','pg_execute_server_program','pg_read_all_data','pg_write_all_data','pg_maintain','pg_signal_backend','pg_checkpoint','pg_create_subscription')
and pg_has_role(rt.role,p.oid,'MEMBER')
