select indexrelid::regclass
from idx
where amname='hash'
