select r.oid::regclass, rt.role, c.cmd
from rel r, rt, (values ('SELECT','r'),('INSERT','a'),('UPDATE','w'),('DELETE','d')) c(priv,cmd)
where r.relkind in ('r','p')
and r.relrowsecurity
and has_table_privilege(rt.role,r.oid,c.priv)
and not exists (select 1 from pg_policy p where p.polrelid=r.oid and p.polpermissive and p.polcmd::text in ('*',c.cmd) and (0=any(p.polroles) or exists (select 1 from unnest(p.polroles) q(o) where pg_has_role(rt.role,q.o,'USAGE'))))
