select f.oid::regprocedure
from fn f
join pg_language l on l.oid=f.prolang
where lanname='plpgsql'
and regexp_replace(prosrc,'''([^'']|'''')*''','''''','g') ~* 'execute\s+(?!(pg_catalog\.)?format\s*\()([^;]*\|\|(?!\s*((pg_catalog\.)?quote_(ident|literal|nullable)|''|\())|[a-z_.]+\s*\|\|)'
