select r.rolname as role, string_agg(split_part(c, '=', 1), ', ' order by c) as settings
from pg_db_role_setting s
left join pg_roles r on r.oid = s.setrole
cross join unnest(s.setconfig) c
where split_part(c, '=', 1) ~* '\.([a-z0-9_.]*_)?(key|secret|password|passwd|pwd|passphrase|token)$'
group by 1
