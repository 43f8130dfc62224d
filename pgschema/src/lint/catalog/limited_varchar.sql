select attrelid::regclass, attname
from att
where atttypid='varchar'::regtype
and atttypmod>0
