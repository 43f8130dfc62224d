select distinct r.oid::regclass
from rel r
join pg_policy p on p.polrelid=r.oid
where not relrowsecurity
