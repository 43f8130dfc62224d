select oid::regclass
from rel
where relrowsecurity
and not relforcerowsecurity
