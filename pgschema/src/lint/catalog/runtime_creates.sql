select rt.role, nspname
from rt, ns
where has_schema_privilege(rt.role,ns.oid,'CREATE')
and not has_schema_privilege('public',ns.oid,'CREATE')
union all select role, null
from rt
where has_database_privilege(role,current_database(),'CREATE')
