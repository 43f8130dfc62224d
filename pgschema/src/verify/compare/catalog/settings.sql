SELECT r.rolname::text, (s.setdatabase <> 0)::text, split_part(c.setting, '=', 1),
  substr(c.setting, strpos(c.setting, '=') + 1)
FROM pg_db_role_setting s LEFT JOIN pg_roles r ON r.oid = s.setrole, unnest(s.setconfig) AS c (setting)
WHERE (r.rolname = ANY ($1) OR (s.setrole = 0 AND s.setdatabase <> 0))
  AND s.setdatabase IN (0, (SELECT b.oid FROM pg_database b WHERE b.datname = current_database()))
