select distinct m.oid::regclass, rt.role
from rel m
join pg_rewrite w on w.ev_class=m.oid
join pg_depend d on d.classid='pg_rewrite'::regclass
and d.objid=w.oid
and d.refclassid='pg_class'::regclass
join pg_class t on t.oid=d.refobjid, rt
where m.relkind='m'
and t.relrowsecurity
and has_table_privilege(rt.role,m.oid,'SELECT')
