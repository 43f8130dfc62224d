select attrelid::regclass, attname
from att
where atttypid='json'::regtype
