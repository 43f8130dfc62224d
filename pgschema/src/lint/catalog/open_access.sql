select line_number as line, type, auth_method as method
from pg_hba_file_rules
where auth_method in ('trust','password','md5','ident')
or (type in ('host','hostnossl') and auth_method<>'reject' and not coalesce(address,'') ~ '^(127\.|::1|samehost)')
