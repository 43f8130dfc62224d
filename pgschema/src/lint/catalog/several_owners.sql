select nspname
from ns
join rel r on r.relnamespace=ns.oid
where r.relkind in ('r','p','v','m','S')
group by nspname
having count(distinct relowner)>1
