select extname, extnamespace::regnamespace
from pg_extension
where extname<>'plpgsql'
and extnamespace in (select oid from ns where nspname='public' or nspname in (select nspname from rel r join pg_namespace n on n.oid=r.relnamespace where r.relkind in ('r','p')))
