-- Made by pgschema, to be read: schema.sql is what runs.

-- roles
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'app_migrator') THEN
    CREATE ROLE app_migrator LOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS CONNECTION LIMIT 3;
  ELSIF EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'app_migrator' AND (rolsuper OR rolbypassrls)) THEN
    RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
      MESSAGE = 'the role app_migrator is there and gets past row-level security',
      HINT = 'Run ALTER ROLE app_migrator NOSUPERUSER NOBYPASSRLS as a superuser.';
  END IF;
END
$$;
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'app_owner') THEN
    CREATE ROLE app_owner NOLOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
  ELSIF EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'app_owner' AND (rolsuper OR rolbypassrls)) THEN
    RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
      MESSAGE = 'the role app_owner is there and gets past row-level security',
      HINT = 'Run ALTER ROLE app_owner NOSUPERUSER NOBYPASSRLS as a superuser.';
  END IF;
END
$$;
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'app_readonly') THEN
    CREATE ROLE app_readonly LOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS CONNECTION LIMIT 10;
  ELSIF EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'app_readonly' AND (rolsuper OR rolbypassrls)) THEN
    RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
      MESSAGE = 'the role app_readonly is there and gets past row-level security',
      HINT = 'Run ALTER ROLE app_readonly NOSUPERUSER NOBYPASSRLS as a superuser.';
  END IF;
END
$$;
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'app_runtime') THEN
    CREATE ROLE app_runtime LOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS CONNECTION LIMIT 60;
  ELSIF EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'app_runtime' AND (rolsuper OR rolbypassrls)) THEN
    RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
      MESSAGE = 'the role app_runtime is there and gets past row-level security',
      HINT = 'Run ALTER ROLE app_runtime NOSUPERUSER NOBYPASSRLS as a superuser.';
  END IF;
END
$$;
GRANT app_owner TO app_migrator WITH INHERIT FALSE, SET TRUE;
DO $$
BEGIN
  IF NOT pg_catalog.pg_has_role(current_user, 'app_owner', 'SET') THEN
    GRANT app_owner TO CURRENT_USER WITH INHERIT FALSE, SET TRUE;
  END IF;
END
$$;
ALTER ROLE app_migrator SET statement_timeout = '0';
ALTER ROLE app_migrator SET transaction_timeout = '0';
ALTER ROLE app_migrator SET lock_timeout = '2s';
ALTER ROLE app_migrator SET idle_in_transaction_session_timeout = '60s';
DO $$
BEGIN
  EXECUTE pg_catalog.format('ALTER ROLE app_migrator IN DATABASE %I SET search_path = pg_catalog, pg_temp', pg_catalog.current_database());
END
$$;
ALTER ROLE app_readonly SET statement_timeout = '60s';
ALTER ROLE app_readonly SET lock_timeout = '2s';
ALTER ROLE app_readonly SET idle_in_transaction_session_timeout = '60s';
ALTER ROLE app_readonly SET transaction_timeout = '5min';
ALTER ROLE app_readonly SET default_transaction_read_only = on;
DO $$
BEGIN
  EXECUTE pg_catalog.format('ALTER ROLE app_readonly IN DATABASE %I SET search_path = app, pg_temp', pg_catalog.current_database());
END
$$;
ALTER ROLE app_runtime SET statement_timeout = '15s';
ALTER ROLE app_runtime SET lock_timeout = '5s';
ALTER ROLE app_runtime SET idle_in_transaction_session_timeout = '30s';
ALTER ROLE app_runtime SET transaction_timeout = '60s';
DO $$
BEGIN
  EXECUTE pg_catalog.format('ALTER ROLE app_runtime IN DATABASE %I SET search_path = app, pg_temp', pg_catalog.current_database());
END
$$;
