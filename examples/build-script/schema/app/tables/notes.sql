-- Made by pgschema, to be read: schema.sql is what runs.

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
