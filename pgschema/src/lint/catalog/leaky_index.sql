select distinct i.indexrelid::regclass
from idx i
join pg_class t on t.oid=i.indrelid
and t.relrowsecurity
left join lateral (select k.ord, k.attnum, (i.indclass::oid[])[k.ord-1] opc from unnest(i.indkey::int2[]) with ordinality k(attnum,ord) where k.ord<=i.indnkeyatts) k on true
left join pg_opclass oc on oc.oid=k.opc
left join pg_amop ao on ao.amopfamily=oc.opcfamily
and ao.amoplefttype=oc.opcintype
and (i.amname not in ('btree','hash','brin') or ao.amoprighttype=oc.opcintype)
and ao.amopstrategy = case i.amname when 'btree' then 3 when 'hash' then 1 else ao.amopstrategy end
left join pg_operator o on o.oid=ao.amopopr
left join pg_proc p on p.oid=o.oprcode
where not i.indisunique
and not i.indisexclusion
and (k.attnum=0 or not p.proleakproof)
and i.amname not in ('hnsw','ivfflat')
