select a.indexrelid::regclass, b.indexrelid::regclass
from idx a
join idx b on a.indrelid=b.indrelid
and a.indexrelid<>b.indexrelid
and a.amname='btree'
and b.amname='btree'
where not a.indisunique
and a.indpred is null
and b.indpred is null
and a.indexprs is null
and b.indkey::text like a.indkey::text||' %'
