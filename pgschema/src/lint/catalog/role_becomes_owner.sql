select rt.role, r.rolname
from rt, pg_roles r
where pg_has_role(rt.role, r.oid, 'MEMBER')
and r.rolname<>rt.role
and (r.rolsuper or r.rolbypassrls or r.oid in (select relowner from rel))
