-- What roles own or have rights on, in this database or in the whole server.
SELECT classid, objid, refobjid AS role, deptype = 'o' AS owns
FROM pg_shdepend
WHERE refclassid = 'pg_authid'::regclass AND refobjid = ANY ($1) AND deptype IN ('a', 'o')
  AND dbid IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
  AND classid NOT IN ('pg_default_acl'::regclass, 'pg_auth_members'::regclass, 'pg_database'::regclass)
GROUP BY classid, objid, refobjid, deptype
