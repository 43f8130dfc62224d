select polname, polrelid::regclass
from pol
where polcmd='a'
and wc is null
