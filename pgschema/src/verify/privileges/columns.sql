-- The rights on single columns.
SELECT attrelid AS oid, attname::text AS name, grantee, grantor, is_grantable,
       array_agg(privilege_type ORDER BY privilege_type) AS privileges
FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
JOIN pg_namespace n ON n.oid = relnamespace, aclexplode(attacl)
WHERE nspname = ANY ($1) AND NOT attisdropped
GROUP BY attrelid, attname, attnum, grantee, grantor, is_grantable
ORDER BY attrelid, attname
