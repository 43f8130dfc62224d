select polrelid::regclass
from pol
group by 1
having bool_and(not polpermissive)
