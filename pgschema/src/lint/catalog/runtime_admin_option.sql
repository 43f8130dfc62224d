select rt.role, pg_get_userbyid(m.roleid) as member_of
from pg_auth_members m
join pg_roles r on r.oid=m.member
join rt on rt.role=r.rolname
where m.admin_option
