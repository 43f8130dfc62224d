select datname as name
from pg_database
where age(datfrozenxid) > 1000000000
