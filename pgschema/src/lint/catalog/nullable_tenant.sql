select a.attrelid::regclass, a.attname
from att a
join tcol t on t.name=a.attname
where not a.attnotnull
