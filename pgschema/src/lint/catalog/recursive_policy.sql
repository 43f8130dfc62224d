select polname, polrelid::regclass
from pol p
join pg_class c on c.oid=p.polrelid
where x ~* ('FROM \(*([a-z_]+\.)?'||c.relname||'\M')
