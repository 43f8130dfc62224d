select attrelid::regclass, attname
from att
where atttypid='bool'::regtype
and not attnotnull
