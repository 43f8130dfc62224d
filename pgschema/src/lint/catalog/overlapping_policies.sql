select polrelid::regclass, r, cmd
from pol, unnest(polroles) r, unnest(case polcmd when '*' then array['r','a','w','d'] else array[polcmd::text] end) cmd
where polpermissive
group by 1,2,3
having count(*)>1
