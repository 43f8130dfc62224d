select i.indexrelid::regclass
from idx i
join att a on a.attrelid=i.indrelid
and a.relrowsecurity
join tcol t on t.name=a.attname
where not i.indisprimary
and i.amname='btree'
and i.indkey[0]<>a.attnum
