select attrelid::regclass, attname
from att
where atttypid='numeric'::regtype
and atttypmod=-1
and attname ~* '(price|amount|total|balance|cost|fee)'
