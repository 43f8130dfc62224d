select r.oid::regclass, rt.role, string_agg(c.priv, ', ' order by c.priv) as rights
from rel r, rt
join pg_roles on rolname=rt.role and not rolsuper and not rolbypassrls, (values ('SELECT','r'),('INSERT','a'),('UPDATE','w'),('DELETE','d')) c(priv,cmd)
where r.relkind in ('r','p')
and r.relrowsecurity
and not r.relispartition
and has_table_privilege(rt.role,r.oid,c.priv)
and not exists (select 1 from pg_policy p where p.polrelid=r.oid and p.polpermissive and p.polcmd::text in ('*',c.cmd) and (0=any(p.polroles) or exists (select 1 from unnest(p.polroles) q(o) where pg_has_role(rt.role,q.o,'USAGE'))))
group by r.oid, rt.role
