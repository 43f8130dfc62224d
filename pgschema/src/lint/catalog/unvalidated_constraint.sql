select conname, conrelid::regclass
from pg_constraint c
join rel r on r.oid=c.conrelid
where not convalidated
and coalesce((to_jsonb(c)->>'conenforced')::bool,true)
