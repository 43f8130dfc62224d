select c.conname, c.conrelid::regclass
from pg_constraint c
join att a on a.attrelid=c.conrelid
join tcol t on t.name=a.attname
join att b on b.attrelid=c.confrelid
and b.attname=a.attname
where c.contype='f'
and not a.attnum = any(c.conkey)
