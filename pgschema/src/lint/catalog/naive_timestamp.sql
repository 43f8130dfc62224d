select attrelid::regclass, attname
from att
where atttypid='timestamp'::regtype
