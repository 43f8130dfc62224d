select a.privilege_type
from pg_database d, aclexplode(coalesce(datacl,acldefault('d',datdba))) a
where datname=current_database()
and a.grantee=0
