SELECT g.rolname::text, m.rolname::text, a.admin_option, {inherit}, {set},
  m.rolsuper OR m.rolcreaterole OR m.rolname = session_user OR EXISTS (
    SELECT FROM pg_database b WHERE b.datname = current_database() AND b.datdba = m.oid),
  a.grantor = 10 AND m.rolcreaterole
FROM pg_auth_members a JOIN pg_roles g ON g.oid = a.roleid JOIN pg_roles m ON m.oid = a.member
WHERE g.rolname = ANY ($1) OR m.rolname = ANY ($1)
