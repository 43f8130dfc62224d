select attrelid::regclass, attname
from att
where attname in ('created_at','updated_at')
and (not attnotnull or not atthasdef)
