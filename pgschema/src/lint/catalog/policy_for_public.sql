select polname, polrelid::regclass
from pol
where polpermissive
and 0 = any(polroles)
