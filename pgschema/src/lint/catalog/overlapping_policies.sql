select polrelid::regclass, case r when 0 then 'public' else pg_get_userbyid(r)::text end as policies_for, case cmd when 'r' then 'SELECT' when 'a' then 'INSERT' when 'w' then 'UPDATE' else 'DELETE' end as command
from pol, unnest(polroles) r, unnest(case polcmd when '*' then array['r','a','w','d'] else array[polcmd::text] end) cmd
where polpermissive
group by 1,2,3
having count(*)>1
