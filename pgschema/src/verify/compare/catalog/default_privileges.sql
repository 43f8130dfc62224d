SELECT r.rolname::text, k.word, NULL::text, a.privilege_type,
  CASE a.grantee WHEN 0 THEN NULL ELSE pg_get_userbyid(a.grantee)::text END
FROM pg_roles r CROSS JOIN (VALUES ('r', 'r', 'TABLES'), ('S', 's', 'SEQUENCES'), ('f', 'f', 'ROUTINES'),
  ('T', 'T', 'TYPES'), ('n', 'n', 'SCHEMAS')) AS k (kind, acl, word)
LEFT JOIN pg_default_acl d
  ON d.defaclrole = r.oid AND d.defaclnamespace = 0 AND d.defaclobjtype = k.kind::"char"
CROSS JOIN aclexplode(coalesce(d.defaclacl, acldefault(k.acl::"char", r.oid))) AS a
WHERE r.rolname = ANY ($1) AND a.grantee <> r.oid
UNION ALL
SELECT r.rolname::text, CASE d.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'ROUTINES'
    ELSE 'TYPES' END, n.nspname::text, a.privilege_type,
  CASE a.grantee WHEN 0 THEN NULL ELSE pg_get_userbyid(a.grantee)::text END
FROM pg_default_acl d JOIN pg_roles r ON r.oid = d.defaclrole JOIN pg_namespace n ON n.oid = d.defaclnamespace
CROSS JOIN aclexplode(d.defaclacl) AS a
WHERE n.nspname = ANY ($2) AND a.grantee <> r.oid
