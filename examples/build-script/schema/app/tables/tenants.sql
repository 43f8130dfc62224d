-- Made by pgschema, to be read: schema.sql is what runs.

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
