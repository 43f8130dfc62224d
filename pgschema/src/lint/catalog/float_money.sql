select attrelid::regclass, attname
from att
where atttypid in ('float4'::regtype,'float8'::regtype)
and attname ~* '(^|_)(amount|balance|cents|charge|costs?|deposit|fees?|money|paid|payment|payout|prices?|refund|revenue|salary|surcharge|turnover|wages?)(_|$)|(^|_)(discount|subtotal|tax|total|vat)$'
and attname !~* '_(change|count|days|factor|hours|percent|percentage|ratio|score|share|weight|multiplier)$'
