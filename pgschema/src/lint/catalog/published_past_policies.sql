select pubname as publication
from pg_publication
where puballtables
union select pubname
from pg_publication_tables t
join rel r on r.relname=t.tablename
and r.relnamespace::regnamespace::text=t.schemaname
where r.relrowsecurity
