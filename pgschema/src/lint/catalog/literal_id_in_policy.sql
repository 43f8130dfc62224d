select polname, polrelid::regclass
from pol
where x ~* '= ''[0-9a-f]{8}-[0-9a-f]{4}-'
