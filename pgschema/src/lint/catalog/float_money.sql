select attrelid::regclass, attname
from att
where atttypid in ('float4'::regtype,'float8'::regtype)
and attname ~* '(price|amount|total|balance|cost|fee|salary|revenue|tax|_usd|_eur|money|cents)'
