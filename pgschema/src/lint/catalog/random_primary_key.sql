select a.attrelid::regclass, a.attname
from att a
join pg_constraint c on c.conrelid=a.attrelid
and c.contype='p'
and a.attnum=any(c.conkey)
join pg_attrdef d on d.adrelid=a.attrelid
and d.adnum=a.attnum
where pg_get_expr(d.adbin,d.adrelid) ~ '(gen_random_uuid|uuid_generate_v4|uuidv4)'
