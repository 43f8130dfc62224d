select distinct v.oid::regclass
from rel v
join pg_rewrite w on w.ev_class=v.oid
join pg_depend d on d.classid='pg_rewrite'::regclass
and d.objid=w.oid
and d.refclassid='pg_class'::regclass
join pg_class t on t.oid=d.refobjid
where v.relkind='v'
and t.oid<>v.oid
and t.relrowsecurity
and not coalesce(lower(v.reloptions::text)::text[] && array['security_invoker=true','security_invoker=on','security_invoker=1','security_invoker=yes'],false)
