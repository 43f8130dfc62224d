select p.oid::regprocedure, rt.role
from pg_proc p, rt
where p.proname in ('pg_read_file','pg_read_binary_file','pg_ls_dir','lo_import','lo_export','pg_stat_file')
and p.pronamespace='pg_catalog'::regnamespace
and has_function_privilege(rt.role,p.oid,'EXECUTE')
