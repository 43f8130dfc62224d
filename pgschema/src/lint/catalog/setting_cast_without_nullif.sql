select polname, polrelid::regclass
from pol
where x ~* '\(?current_setting\([^)]*\)\)?::(uuid|integer|bigint|numeric)'
