select attrelid::regclass, attname
from att
where atttypid='timetz'::regtype
