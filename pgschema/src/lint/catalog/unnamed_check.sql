select conname, conrelid::regclass
from pg_constraint c
join rel r on r.oid=c.conrelid
where contype='c'
and conname ~ ('^'||regexp_replace(r.relname,'([^[:alnum:]_])','\\\1','g')||'_(check[0-9]*|[[:alnum:]_]+_check[0-9]+)$')
