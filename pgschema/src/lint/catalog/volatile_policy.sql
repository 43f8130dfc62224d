select distinct p.polname, p.polrelid::regclass, f.oid::regprocedure
from pol p, regexp_matches(concat(p.polqual::text,p.polwithcheck::text),':funcid (\d+)','g') m
join pg_proc f on f.oid=m[1]::oid
where f.provolatile='v'
