select indrelid::regclass
from idx
group by 1
having count(*)>10
