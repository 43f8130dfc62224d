select polname, polrelid::regclass
from pol
where polpermissive
and (x ~* 'current_setting\([^)]*\)[^)]*\)*( AS "?\w+"?\))* IS NULL' or x ~* 'auth\.\w+\(\) IS NULL')
