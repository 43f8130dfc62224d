select attrelid::regclass, attname
from att
where (attname ~ '(^|_)(ip|ip_address)$' and atttypid not in ('inet'::regtype,'cidr'::regtype))
or (attname ~ '^(is|has)_' and atttypid<>'bool'::regtype)
