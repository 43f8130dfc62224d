select polname, polrelid::regclass
from pol
where x ~* 'user_metadata'
