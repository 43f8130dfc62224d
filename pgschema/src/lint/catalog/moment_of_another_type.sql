select attrelid::regclass, attname
from att
where attname ~ '_at$'
and atttypid<>'timestamptz'::regtype
