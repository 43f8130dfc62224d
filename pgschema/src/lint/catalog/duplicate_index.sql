select array_agg(indexrelid::regclass)
from idx
group by indrelid, indkey::text, indclass::text, indcollation::text, indoption::text, coalesce(indexprs::text,''), coalesce(indpred::text,'')
having count(*)>1
