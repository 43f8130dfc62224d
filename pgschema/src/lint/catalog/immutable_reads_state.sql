select oid::regprocedure
from fn
where provolatile='i'
and coalesce(pg_get_function_sqlbody(oid),prosrc) ~* 'current_setting|current_user|session_user|\mfrom\M\s+[a-z_]+\.[a-z_]+|auth\.'
