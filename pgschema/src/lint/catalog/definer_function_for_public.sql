select f.oid::regprocedure
from fn f, aclexplode(coalesce(proacl,acldefault('f',proowner))) a
where prosecdef
and a.grantee=0
