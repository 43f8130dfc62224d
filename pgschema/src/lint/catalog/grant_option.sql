select distinct r.oid::regclass, pg_get_userbyid(a.grantee) as role
from rel r, aclexplode(relacl) a
where a.is_grantable
and a.grantee<>r.relowner
