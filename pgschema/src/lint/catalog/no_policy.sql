select r.oid::regclass
from rel r
where relrowsecurity
and not relispartition
and not exists (select 1 from pg_policy p where p.polrelid=r.oid)
