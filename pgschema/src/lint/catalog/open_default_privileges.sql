select distinct pg_get_userbyid(nspowner) as role
from ns
where exists (select 1 from rel where relnamespace=ns.oid)
and not exists (select 1 from pg_default_acl d where d.defaclrole=ns.nspowner and d.defaclnamespace=0 and d.defaclobjtype='f')
