select r.oid::regclass, a.privilege_type
from rel r, aclexplode(relacl) a
where a.grantee=0
