select rt.role, string_agg(g, ', ') as without
from rt
join pg_roles r on r.rolname=rt.role and r.rolcanlogin, unnest(array['statement_timeout','lock_timeout','idle_in_transaction_session_timeout']) g
where not exists (select 1 from pg_db_role_setting s, unnest(setconfig) c where s.setrole=r.oid and c like g||'=%')
group by rt.role
