select s.oid::regclass, rt.role
from rel s
join pg_depend d on d.classid='pg_class'::regclass
and d.objid=s.oid
and d.deptype='a', rt
where s.relkind='S'
and has_table_privilege(rt.role,d.refobjid,'INSERT')
and not has_sequence_privilege(rt.role,s.oid,'USAGE')
