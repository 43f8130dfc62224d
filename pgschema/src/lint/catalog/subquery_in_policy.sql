select polname, polrelid::regclass
from pol
where x ~* 'EXISTS \(|\mIN \( SELECT'
