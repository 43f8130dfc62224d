select oid::regclass
from rel
where relkind in ('r','p')
and not relispartition
and obj_description(oid,'pg_class') is null
