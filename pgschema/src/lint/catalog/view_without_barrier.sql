select v.oid::regclass
from rel v, rt
where v.relkind='v'
and pg_get_viewdef(v.oid) ~* '\mWHERE\M'
and has_table_privilege(rt.role,v.oid,'SELECT')
and not coalesce(lower(v.reloptions::text) ~ 'security_(barrier|invoker)=(true|on|1|yes)',false)
