select nspname
from ns
where nspname<>'public'
and has_schema_privilege('public',oid,'USAGE')
