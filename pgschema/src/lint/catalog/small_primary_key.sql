select a.attrelid::regclass, a.attname
from att a
join pg_constraint c on c.conrelid=a.attrelid
and c.contype='p'
and c.conkey=array[a.attnum]
where a.atttypid in ('int2'::regtype,'int4'::regtype)
