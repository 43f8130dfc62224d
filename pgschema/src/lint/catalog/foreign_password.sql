select srvname as server
from pg_user_mappings
where umoptions::text ~ 'password='
union select srvname
from pg_foreign_server s, aclexplode(srvacl) a
where a.grantee=0
