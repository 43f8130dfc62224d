select distinct r.oid::regclass, a.attname
from rel r
join pg_attribute a on a.attrelid=r.oid
and a.attacl is not null, aclexplode(a.attacl) x
where x.privilege_type='SELECT'
and x.grantee<>0
and has_table_privilege(x.grantee,r.oid,'SELECT')
