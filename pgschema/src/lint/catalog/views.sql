create temp view ns as select n.*
from pg_namespace n
where nspname !~ '^pg_'
and nspname <> 'information_schema'
and not exists (select 1 from pg_depend d where d.classid='pg_namespace'::regclass and d.objid=n.oid and d.deptype='e');
create temp view rel as select c.*
from pg_class c
join ns on ns.oid=c.relnamespace
where not exists (select 1 from pg_depend d where d.classid='pg_class'::regclass and d.objid=c.oid and d.deptype='e');
create temp view att as select a.attrelid, a.attnum, a.attname, a.atttypid, a.atttypmod, a.attnotnull, a.atthasdef, a.attidentity, a.attgenerated, a.attacl, r.relkind, r.relrowsecurity
from pg_attribute a
join rel r on r.oid=a.attrelid
where a.attnum>0
and not a.attisdropped
and r.relkind in ('r','p');
create temp view pol as select p.*, pg_get_expr(polqual,polrelid) q, pg_get_expr(polwithcheck,polrelid) wc, concat_ws(' ',pg_get_expr(polqual,polrelid),pg_get_expr(polwithcheck,polrelid)) x
from pg_policy p
join rel r on r.oid=p.polrelid;
create temp view fn as select p.*
from pg_proc p
join ns on ns.oid=p.pronamespace
where not exists (select 1 from pg_depend d where d.classid='pg_proc'::regclass and d.objid=p.oid and d.deptype='e');
create temp view idx as select i.*, r.relname, r.relnamespace, am.amname
from pg_index i
join rel r on r.oid=i.indexrelid
join pg_am am on am.oid=r.relam;
create temp table rt(role name); create temp table tcol(name name);
