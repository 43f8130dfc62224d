select f.oid::regprocedure
from fn f
join pg_language l on l.oid=f.prolang
where lanname='plpgsql'
and prosrc ~* 'execute\s+[^;]*\|\|'
and prosrc !~* 'execute\s+(pg_catalog\.)?format\s*\('
