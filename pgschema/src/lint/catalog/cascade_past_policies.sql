select conname, conrelid::regclass
from pg_constraint c
join rel r on r.oid=c.conrelid and r.relrowsecurity
where contype='f'
and confdeltype='c'
and (
  not exists (select 1 from att a join tcol t on t.name=a.attname where a.attrelid=c.conrelid and a.attnum=any(c.conkey))
  or exists (
    select 1 from pol p where p.polrelid=c.conrelid and p.polpermissive and p.polcmd in ('*', 'd')
    and not exists (select 1 from att a join tcol t on t.name=a.attname where a.attrelid=c.conrelid and p.q ~ ('^\(\(?'||a.attname||' = '))
  )
)
