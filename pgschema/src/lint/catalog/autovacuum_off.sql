select oid::regclass
from rel
where reloptions::text ~ 'autovacuum_enabled=(false|off|0|no)'
