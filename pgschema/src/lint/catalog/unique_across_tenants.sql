select i.indexrelid::regclass
from idx i
join att a on a.attrelid=i.indrelid
join tcol t on t.name=a.attname
where i.indisunique
and not i.indisprimary
and a.relrowsecurity
and not a.attnum = any(i.indkey::int2[])
