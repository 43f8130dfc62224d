select role
from rt
where has_function_privilege(role,'pg_catalog.set_config(text,text,boolean)','EXECUTE')
