select polrelid::regclass, array_agg(polname)
from pol
group by polrelid, polcmd, polroles, polpermissive, q, wc
having count(*)>1
