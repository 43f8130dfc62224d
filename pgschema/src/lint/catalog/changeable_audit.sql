select r.oid::regclass, rt.role
from rel r, rt
where r.relkind in ('r','p')
and r.relname ~* '(^|_)(audit|audit_log|ledger|journal)(_|$)'
and has_table_privilege(rt.role,r.oid,'UPDATE,DELETE,TRUNCATE')
