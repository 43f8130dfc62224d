select attrelid::regclass, attname
from att
where atttypid='numeric'::regtype
and atttypmod=-1
and attname ~* '(^|_)(amount|balance|cents|charge|costs?|deposit|fees?|money|paid|payment|payout|prices?|refund|revenue|salary|surcharge|turnover|wages?)(_|$)|(^|_)(discount|subtotal|tax|total|vat)$'
and attname !~* '_(change|count|days|factor|hours|percent|percentage|ratio|score|share|weight|multiplier)$'
