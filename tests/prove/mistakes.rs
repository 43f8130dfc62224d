//! Mistakes that a team makes with a server by hand, beside those of policies.

use pgschema::verify::Attempt as A;

use crate::broken::{Mutation, all_are_found, mutation, of_cluster};

const MISTAKES: &[Mutation] = &[
    mutation(
        "a view through which anybody adds",
        "CREATE VIEW app.some AS SELECT * FROM app.drafts; GRANT INSERT ON app.some TO app_runtime",
        &[A::ChangeThroughView],
    ),
    mutation(
        "partitions to which is added by their own name",
        "DO $$ DECLARE p regclass; BEGIN FOR p IN SELECT inhrelid FROM pg_inherits WHERE inhparent = 'app.readings'::regclass LOOP \
         EXECUTE format('ALTER TABLE %s DISABLE ROW LEVEL SECURITY', p); EXECUTE format('GRANT INSERT ON %s TO app_runtime', p); \
         END LOOP; END $$",
        &[A::ChangeThroughView],
    ),
    mutation(
        "partitions that are emptied at once",
        "DO $$ DECLARE p regclass; BEGIN FOR p IN SELECT inhrelid FROM pg_inherits WHERE inhparent = 'app.readings'::regclass LOOP \
         EXECUTE format('GRANT TRUNCATE ON %s TO app_runtime', p); \
         END LOOP; END $$",
        &[A::ChangeThroughView],
    ),
    mutation(
        "a function that adds for anybody",
        "CREATE FUNCTION app.announce(p_organisation_id uuid, p_title text) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = '' \
         AS $$ INSERT INTO app.announcements (id, organisation_id, title) VALUES (gen_random_uuid(), p_organisation_id, p_title) $$; \
         GRANT EXECUTE ON FUNCTION app.announce(uuid, text) TO app_runtime; ALTER FUNCTION app.announce(uuid, text) OWNER TO postgres",
        &[A::ChangeThroughFunction],
    ),
    of_cluster(
        "a role that may be become, with a policy of its own",
        "CREATE ROLE helpdesk; GRANT USAGE ON SCHEMA app TO helpdesk; GRANT SELECT ON app.notes TO helpdesk; \
         CREATE POLICY more ON app.notes FOR SELECT TO helpdesk USING (true); \
         ALTER ROLE app_runtime NOINHERIT; GRANT helpdesk TO app_runtime",
        "DROP ROLE helpdesk; ALTER ROLE app_runtime INHERIT",
        &[A::BecomeAnother],
    ),
    of_cluster(
        "a role that the model doesn't know",
        "CREATE ROLE reports LOGIN; GRANT USAGE ON SCHEMA app TO reports; GRANT SELECT ON app.notes TO reports; \
         CREATE POLICY more ON app.notes FOR SELECT TO reports USING (true)",
        "DROP ROLE reports",
        &[A::Ungranted],
    ),
    mutation(
        "a policy that asks who logged in",
        "CREATE POLICY more ON app.notes FOR SELECT TO app_runtime USING (session_user = 'app_runtime')",
        &[A::ReadForeign],
    ),
    mutation(
        "a column of numbers over a bound",
        "CREATE POLICY more ON app.readings FOR SELECT TO app_runtime USING (times > 5000)",
        &[A::ReadInAnotherState],
    ),
    mutation(
        "a function elsewhere that believes a setting",
        "CREATE SCHEMA tools; GRANT USAGE ON SCHEMA tools TO app_runtime; \
         CREATE FUNCTION tools.is_support() RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT coalesce(current_setting('tools.role', true) = 'support', false) $$; \
         GRANT EXECUTE ON FUNCTION tools.is_support() TO app_runtime; \
         CREATE POLICY more ON app.notes FOR SELECT TO app_runtime USING (tools.is_support())",
        &[A::ReadWithOtherSetting],
    ),
    mutation(
        "a child with rights of its own",
        "CREATE TABLE app.old () INHERITS (app.drafts); GRANT INSERT ON app.old TO app_runtime",
        &[A::ChangeThroughView],
    ),
    mutation(
        "a copy without policies",
        "CREATE TABLE app.copy AS SELECT * FROM app.notes; GRANT SELECT ON app.copy TO app_runtime; \
         CREATE FUNCTION app.copy_note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' \
         AS $$ BEGIN INSERT INTO app.copy SELECT NEW.*; RETURN NULL; END $$; \
         CREATE TRIGGER copy_note AFTER INSERT ON app.notes FOR EACH ROW EXECUTE FUNCTION app.copy_note()",
        &[A::ReadOtherTable],
    ),
    mutation(
        "a row can be taken over",
        "CREATE POLICY more ON app.notes FOR UPDATE TO app_runtime USING (true) \
         WITH CHECK (organisation_id = (SELECT app.current_tenant_id())); GRANT UPDATE (organisation_id) ON app.notes TO app_runtime",
        &[A::MoveRow],
    ),
    mutation(
        "a function that answers whether there is one",
        "CREATE FUNCTION app.slug_of(p_id uuid) RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' \
         AS $$ BEGIN RETURN (SELECT slug FROM app.notes WHERE id = p_id); END $$; \
         GRANT EXECUTE ON FUNCTION app.slug_of(uuid) TO app_readonly; ALTER FUNCTION app.slug_of(uuid) OWNER TO postgres",
        &[A::ReadThroughFunction],
    ),
    mutation(
        "a view that gives one row as JSON",
        "CREATE VIEW app.exported AS SELECT to_jsonb(n) AS document FROM app.notes AS n; GRANT SELECT ON app.exported TO app_readonly",
        &[A::ReadThroughView],
    ),
    of_cluster(
        "a member of who reads all data",
        "GRANT pg_read_all_data TO app_readonly; CREATE POLICY more ON app.notes TO pg_read_all_data USING (true)",
        "REVOKE pg_read_all_data FROM app_readonly",
        &[A::BecomeAnother],
    ),
];

#[test]
fn what_is_done_by_hand_is_found() {
    all_are_found(MISTAKES);
}
