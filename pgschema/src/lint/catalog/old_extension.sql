select name as extname, installed_version, default_version
from pg_available_extensions
where installed_version is distinct from default_version
and installed_version is not null
