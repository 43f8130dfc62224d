select nspname
from ns
where exists (select 1 from rel where relnamespace=ns.oid)
and not exists (select 1 from pg_default_acl d where d.defaclrole=ns.nspowner and d.defaclnamespace in (0,ns.oid))
