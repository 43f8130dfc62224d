select polname, polrelid::regclass
from pol
where polpermissive
and (q = 'true' or wc = 'true' or x ~* '\mOR true\M' or x ~* '\(1 = 1\)')
and (0=any(polroles) or exists (select 1 from rt, unnest(polroles) o where pg_has_role(rt.role,o,'USAGE')))
and not exists (
  select 1 from pol f
  where f.polrelid=pol.polrelid and not f.polpermissive and f.polroles @> pol.polroles
  and coalesce(f.q, f.wc) <> 'true'
)
