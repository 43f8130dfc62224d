select oid::regclass
from rel r
where relkind in ('r','p')
and not relispartition
and not exists (select 1 from pg_constraint c where c.conrelid=r.oid and c.contype='p')
