select lanname
from pg_language
where not lanpltrusted
and lanname not in ('internal','c')
union all select extname
from pg_extension
where extname in ('dblink','file_fdw','adminpack','pg_surgery','plpython3u','plperlu','pltclu','xml2')
