select attrelid::regclass, attname
from att
where atttypid in ('regproc'::regtype,'regprocedure'::regtype,'regoper'::regtype,'regoperator'::regtype,'regconfig'::regtype,'regdictionary'::regtype,'regnamespace'::regtype,'regcollation'::regtype)
