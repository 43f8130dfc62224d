select polname, polrelid::regclass
from pol
where (select count(*) from regexp_matches(x,'(current_setting|auth\.(uid|jwt|role|email))\(','g')) > (select count(*) from regexp_matches(x,'SELECT \(*(NULLIF|COALESCE)?\(*(current_setting|auth\.(uid|jwt|role|email))\(','g'))
