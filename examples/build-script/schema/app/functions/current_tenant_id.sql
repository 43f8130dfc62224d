-- Made by pgschema, to be read: schema.sql is what runs.

-- app.current_tenant_id()
CREATE OR REPLACE FUNCTION app.current_tenant_id() RETURNS uuid
  LANGUAGE sql STABLE PARALLEL SAFE
RETURN (nullif(current_setting('app.tenant_id', true), '')::uuid);
COMMENT ON FUNCTION app.current_tenant_id() IS 'The tenant that the transaction is bound to with SET LOCAL app.tenant_id; NULL without one.';
REVOKE ALL ON FUNCTION app.current_tenant_id() FROM PUBLIC, app_readonly, app_runtime;
GRANT EXECUTE ON FUNCTION app.current_tenant_id() TO app_readonly, app_runtime;
