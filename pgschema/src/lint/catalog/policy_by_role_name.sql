select polname, polrelid::regclass
from pol
where x ~* '\m(CURRENT_USER|SESSION_USER|CURRENT_ROLE)\M'
