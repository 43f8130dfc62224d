select indexrelid::regclass
from idx
where not indisvalid
and not exists (select from pg_class p where p.oid=idx.indrelid and p.relkind='p')
