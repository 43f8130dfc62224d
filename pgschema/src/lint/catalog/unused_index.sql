select s.indexrelid::regclass
from pg_stat_user_indexes s
join idx i using(indexrelid)
where idx_scan=0
and not indisunique
and not exists (select 1 from pg_constraint c where c.conindid=s.indexrelid)
