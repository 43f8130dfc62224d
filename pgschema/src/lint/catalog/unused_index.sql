select s.indexrelid::regclass
from pg_stat_user_indexes s
join idx i using(indexrelid)
where idx_scan=0
and not indisunique
and not exists (select 1 from pg_constraint c where c.conindid=s.indexrelid)
and exists (select 1 from pg_stat_user_tables t where t.relid=s.relid and coalesce(t.seq_scan,0)+coalesce(t.idx_scan,0)>1000)
