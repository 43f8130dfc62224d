-- Made by pgschema for PostgreSQL 18. Run it in one transaction:
-- psql -v ON_ERROR_STOP=1 --single-transaction -f FILE

-- session
SET lock_timeout = '2s';
SET statement_timeout = '60s';
SET DateStyle = 'ISO, YMD';
SET IntervalStyle = 'postgres';
SET TimeZone = 'UTC';
SET search_path = app, pg_temp;

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

-- database
DO $$
BEGIN
  EXECUTE pg_catalog.format('REVOKE ALL ON DATABASE %I FROM PUBLIC', pg_catalog.current_database());
END
$$;
DO $$
BEGIN
  EXECUTE pg_catalog.format('GRANT CONNECT ON DATABASE %I TO app_migrator, app_readonly, app_runtime', pg_catalog.current_database());
END
$$;
REVOKE ALL ON SCHEMA public FROM PUBLIC;

-- schemas
CREATE SCHEMA IF NOT EXISTS app AUTHORIZATION app_owner;
SET ROLE app_owner;
REVOKE ALL ON SCHEMA app FROM PUBLIC;
GRANT USAGE ON SCHEMA app TO app_readonly, app_runtime;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON ROUTINES FROM PUBLIC;
ALTER DEFAULT PRIVILEGES REVOKE USAGE ON TYPES FROM PUBLIC;

-- app.current_tenant_id()
CREATE OR REPLACE FUNCTION app.current_tenant_id() RETURNS uuid
  LANGUAGE sql STABLE PARALLEL SAFE
RETURN (nullif(current_setting('app.tenant_id', true), '')::uuid);
COMMENT ON FUNCTION app.current_tenant_id() IS 'The tenant that the transaction is bound to with SET LOCAL app.tenant_id; NULL without one.';
REVOKE ALL ON FUNCTION app.current_tenant_id() FROM PUBLIC, app_readonly, app_runtime;
GRANT EXECUTE ON FUNCTION app.current_tenant_id() TO app_readonly, app_runtime;

-- app.tenants
CREATE TABLE IF NOT EXISTS app.tenants (
  id uuid NOT NULL DEFAULT uuidv7(),
  name text NOT NULL,
  CONSTRAINT tenants_pkey PRIMARY KEY (id),
  CONSTRAINT tenants_name_length_check CHECK (char_length(name) <= 200)
);
ALTER TABLE app.tenants ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
COMMENT ON TABLE app.tenants IS 'Somebody who keeps notes.';
COMMENT ON COLUMN app.tenants.id IS 'Which one.';
COMMENT ON COLUMN app.tenants.name IS 'What they are called.';

-- app.notes
CREATE TABLE IF NOT EXISTS app.notes (
  id uuid NOT NULL DEFAULT uuidv7(),
  tenant_id uuid NOT NULL DEFAULT app.current_tenant_id(),
  body text NOT NULL,
  CONSTRAINT notes_pkey PRIMARY KEY (tenant_id, id),
  CONSTRAINT notes_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenants (id) ON DELETE CASCADE,
  CONSTRAINT notes_body_length_check CHECK (char_length(body) <= 2000)
);
ALTER TABLE app.notes ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
COMMENT ON TABLE app.notes IS 'Something to remember.';
COMMENT ON COLUMN app.notes.id IS 'Which one.';
COMMENT ON COLUMN app.notes.tenant_id IS 'Whose it is.';
COMMENT ON COLUMN app.notes.body IS 'What is to be remembered.';

-- rules of app.notes
DROP POLICY IF EXISTS notes_tenant ON app.notes;
CREATE POLICY notes_tenant ON app.notes
  AS PERMISSIVE
  FOR ALL
  TO app_readonly, app_runtime
  USING (tenant_id = (SELECT app.current_tenant_id()))
  WITH CHECK (tenant_id = (SELECT app.current_tenant_id()));
REVOKE ALL ON TABLE app.notes FROM PUBLIC, app_readonly, app_runtime;
GRANT SELECT ON TABLE app.notes TO app_readonly;
GRANT SELECT, INSERT, UPDATE (body), DELETE ON TABLE app.notes TO app_runtime;

-- rules of app.tenants
DROP POLICY IF EXISTS tenants_tenant ON app.tenants;
CREATE POLICY tenants_tenant ON app.tenants
  AS PERMISSIVE
  FOR ALL
  TO app_readonly, app_runtime
  USING (id = (SELECT app.current_tenant_id()))
  WITH CHECK (id = (SELECT app.current_tenant_id()));
REVOKE ALL ON TABLE app.tenants FROM PUBLIC, app_readonly, app_runtime;
GRANT SELECT ON TABLE app.tenants TO app_readonly;
GRANT SELECT ON TABLE app.tenants TO app_runtime;

-- end
RESET ROLE;
RESET search_path;
RESET TimeZone;
RESET IntervalStyle;
RESET DateStyle;
RESET statement_timeout;
RESET lock_timeout;
