select schemaname, sequencename
from pg_sequences s
join ns on ns.nspname=s.schemaname
where data_type<>'bigint'::regtype
or coalesce(last_value,0) > max_value/2
