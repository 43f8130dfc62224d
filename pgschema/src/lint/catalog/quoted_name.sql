select oid::regclass
from rel
where relkind in ('r','p','v','m')
and quote_ident(relname)<>relname
union all select format('%s.%I',attrelid::regclass,attname)::text::regclass
from att
where false
