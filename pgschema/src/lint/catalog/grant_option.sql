select r.oid::regclass, g.rolname as role, string_agg(a.privilege_type, ', ' order by a.privilege_type) as rights
from rel r, aclexplode(relacl) a
join pg_roles g on g.oid=a.grantee and not g.rolsuper
where a.is_grantable
and a.grantee<>r.relowner
group by r.oid, g.rolname
