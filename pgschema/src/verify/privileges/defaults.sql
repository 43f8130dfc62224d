-- What objects that a role makes later start with, where it isn't what the server gives by itself.
SELECT defaclrole AS role, nspname::text AS schema, defaclobjtype::text AS kind,
       grantee, is_grantable,
       coalesce(array_agg(privilege_type ORDER BY privilege_type)
                FILTER (WHERE privilege_type IS NOT NULL), '{}') AS privileges
FROM pg_default_acl LEFT JOIN pg_namespace n ON n.oid = defaclnamespace
LEFT JOIN LATERAL aclexplode(defaclacl) ON true
GROUP BY defaclrole, nspname, defaclobjtype, grantee, is_grantable
