select tgname, tgrelid::regclass
from pg_trigger t
join rel r on r.oid=t.tgrelid
where tgenabled='D'
