select f.oid::regprocedure
from fn f, aclexplode(coalesce(proacl,acldefault('f',proowner))) a
where a.grantee=0
and a.privilege_type='EXECUTE'
and f.prorettype<>'trigger'::regtype
