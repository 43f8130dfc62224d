select collname as collation
from pg_collation
where collprovider in ('c','i')
and collversion is not null
and collversion <> pg_collation_actual_version(oid)
