select t.tgname, t.tgrelid::regclass
from pg_trigger t
join rel r on r.oid=t.tgrelid
and r.relrowsecurity
join pg_proc p on p.oid=t.tgfoid
where not t.tgisinternal
and p.prosecdef
