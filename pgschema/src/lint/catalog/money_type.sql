select attrelid::regclass, attname
from att
where atttypid='money'::regtype
