select p.polname, p.polrelid::regclass
from pol p
join att a on a.attrelid=p.polrelid
join tcol t on t.name=a.attname
where p.polcmd in ('*','w')
and p.wc is not null
and p.q ~ ('\m'||a.attname||'\M')
and p.wc !~ ('\m'||a.attname||'\M')
