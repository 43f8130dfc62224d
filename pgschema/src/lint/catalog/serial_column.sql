select a.attrelid::regclass, a.attname
from att a
join pg_attrdef d on d.adrelid=a.attrelid
and d.adnum=a.attnum
where a.attidentity=''
and pg_get_expr(d.adbin,d.adrelid) ~ '^nextval\('
