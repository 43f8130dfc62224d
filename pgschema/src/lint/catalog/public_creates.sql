select nspname
from ns
where has_schema_privilege('public',oid,'CREATE')
