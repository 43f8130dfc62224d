select indexrelid::regclass, first::oid::regclass as same_as
from (
  select indexrelid, first_value(indexrelid) over (
    partition by indrelid, indkey::text, indclass::text, indcollation::text, indoption::text, coalesce(indexprs::text,''), coalesce(indpred::text,'')
    order by indisprimary desc, indisunique desc, indexrelid
  ) as first
  from idx
) same
where indexrelid<>first
