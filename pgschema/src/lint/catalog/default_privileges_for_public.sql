select d.defaclrole::regrole, d.defaclobjtype, a.privilege_type
from pg_default_acl d, aclexplode(defaclacl) a
where a.grantee=0
