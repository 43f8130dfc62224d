select attrelid::regclass, attname
from att
where atttypid='bpchar'::regtype
