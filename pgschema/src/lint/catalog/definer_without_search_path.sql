select oid::regprocedure
from fn
where prosecdef
and prosqlbody is null
and not exists (select 1 from unnest(proconfig) c where c ~ '^search_path=(""|.*pg_temp"?)$')
