select a.attrelid::regclass, a.attname
from att a, rt
where a.attname ~* '^(password|passwd|pwd|secret|ssn|card_number|cvv|api_key|private_key|access_token|refresh_token)$'
and has_column_privilege(rt.role,a.attrelid,a.attnum,'SELECT')
