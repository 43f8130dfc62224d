select name as setting, setting as value
from pg_settings
where name='password_encryption'
and setting<>'scram-sha-256'
