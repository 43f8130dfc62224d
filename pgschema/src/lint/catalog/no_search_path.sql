select rt.role
from rt
join pg_roles r on r.rolname=rt.role and r.rolcanlogin
where not exists (select 1 from pg_db_role_setting s, unnest(setconfig) c where s.setrole=r.oid and c like 'search_path=%')
