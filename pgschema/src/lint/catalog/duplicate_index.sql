select indexrelid::regclass, first::oid::regclass as same_as
from (
  select indexrelid, min(indexrelid::oid::bigint) over (
    partition by indrelid, indkey::text, indclass::text, indcollation::text, indoption::text, coalesce(indexprs::text,''), coalesce(indpred::text,'')
  ) as first
  from idx
) same
where indexrelid::oid::bigint<>first
