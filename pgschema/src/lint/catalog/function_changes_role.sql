select oid::regprocedure
from fn
where prosrc ~* '(set\s+(local\s+)?(role|session\s+authorization)|set_config\(\s*''(role|session_authorization|row_security)'')'
