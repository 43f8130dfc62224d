select oid::regprocedure
from fn
where proleakproof
