select polname, polrelid::regclass
from pol
where polname ~* '(^|_)(todo|fixme|tmp|hack|xxx|debug|test)(_|$)'
