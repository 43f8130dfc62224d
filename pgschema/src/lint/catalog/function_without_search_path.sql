select oid::regprocedure
from fn
where prosqlbody is null
and prokind in ('f','p')
and prolang in (select oid from pg_language where lanname not in ('c','internal'))
and not exists (select 1 from unnest(proconfig) c where c like 'search_path=%')
