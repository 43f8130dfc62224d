select oid::regclass
from rel
where relkind='r'
and relpersistence='u'
