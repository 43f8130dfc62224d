//! Designs that are broken by hand, each found by an attempt that is about it.

use pgschema::Version;
use pgschema::verify::{Attempt, Outcome, Proof, Prover};
use pgschema_test_support::{Cluster, apply, for_each_own_cluster};

use crate::notebook;

/// A change, and what takes back what belongs to the cluster.
pub(crate) struct Mutation {
    name: &'static str,
    change: &'static str,
    undo: &'static str,
    /// Those that must find it, any of them.
    by: &'static [Attempt],
}

pub(crate) const fn mutation(
    name: &'static str,
    change: &'static str,
    by: &'static [Attempt],
) -> Mutation {
    Mutation {
        name,
        change,
        undo: "",
        by,
    }
}

pub(crate) const fn of_cluster(
    name: &'static str,
    change: &'static str,
    undo: &'static str,
    by: &'static [Attempt],
) -> Mutation {
    Mutation {
        name,
        change,
        undo,
        by,
    }
}

macro_rules! policy {
    ($rest:literal) => {
        concat!(
            "DROP POLICY notes_tenant ON app.notes; \
             CREATE POLICY notes_tenant ON app.notes ",
            $rest
        )
    };
}

use Attempt as A;

const MUTATIONS: &[Mutation] = &[
    mutation(
        "row security off",
        "ALTER TABLE app.notes DISABLE ROW LEVEL SECURITY",
        &[A::ReadForeign],
    ),
    mutation(
        "not forced",
        "ALTER TABLE app.notes NO FORCE ROW LEVEL SECURITY",
        &[A::ReadForeign],
    ),
    mutation(
        "using true",
        policy!(
            "TO app_runtime, app_readonly USING (true) WITH CHECK (organisation_id = (SELECT app.current_tenant_id()))"
        ),
        &[A::ReadForeign],
    ),
    mutation(
        "or true",
        policy!(
            "TO app_runtime, app_readonly USING (organisation_id = (SELECT app.current_tenant_id()) OR true)"
        ),
        &[A::ReadForeignByKey],
    ),
    mutation(
        "check true",
        policy!(
            "TO app_runtime, app_readonly USING (organisation_id = (SELECT app.current_tenant_id())) WITH CHECK (true)"
        ),
        &[A::InsertForeign],
    ),
    mutation(
        "check on another column",
        policy!(
            "TO app_runtime, app_readonly USING (organisation_id = (SELECT app.current_tenant_id())) WITH CHECK (author_id IS NOT NULL)"
        ),
        &[A::InsertForeign],
    ),
    mutation(
        "or the setting is NULL",
        policy!(
            "TO app_runtime, app_readonly USING (organisation_id = (SELECT app.current_tenant_id()) OR (SELECT app.current_tenant_id()) IS NULL)"
        ),
        &[A::ReadUnbound],
    ),
    mutation(
        "coalesce to the column",
        policy!(
            "TO app_runtime, app_readonly USING (organisation_id = coalesce((SELECT app.current_tenant_id()), organisation_id))"
        ),
        &[A::ReadUnbound],
    ),
    mutation(
        "a setting that must be there",
        policy!(
            "TO app_runtime, app_readonly USING (organisation_id = current_setting('app.tenant_id')::uuid)"
        ),
        &[A::ReadUnbound],
    ),
    mutation(
        "a cast of the empty setting",
        policy!(
            "TO app_runtime, app_readonly USING (organisation_id = current_setting('app.tenant_id', true)::uuid)"
        ),
        &[A::ReadWithEmptySetting],
    ),
    mutation(
        "the empty setting sees all",
        policy!(
            "TO app_runtime, app_readonly USING (current_setting('app.tenant_id', true) = '' OR organisation_id = (SELECT app.current_tenant_id()))"
        ),
        &[A::ReadWithEmptySetting],
    ),
    mutation(
        "the wrong setting",
        policy!(
            "TO app_runtime, app_readonly USING (organisation_id = nullif(current_setting('app.user_id', true), '')::uuid)"
        ),
        &[A::ReadOwn],
    ),
    mutation(
        "another column",
        policy!("TO app_runtime, app_readonly USING (id = (SELECT app.current_tenant_id()))"),
        &[A::ReadOwn],
    ),
    mutation(
        "inverted",
        policy!(
            "TO app_runtime, app_readonly USING (organisation_id <> (SELECT app.current_tenant_id()))"
        ),
        &[A::ReadForeign],
    ),
    mutation(
        "for the wrong role",
        policy!("TO app_readonly USING (organisation_id = (SELECT app.current_tenant_id()))"),
        &[A::ReadOwn],
    ),
    mutation(
        "for everybody",
        policy!("TO PUBLIC USING (true)"),
        &[A::ReadForeign],
    ),
    mutation(
        "restrictive alone",
        policy!(
            "AS RESTRICTIVE TO app_runtime, app_readonly USING (organisation_id = (SELECT app.current_tenant_id()))"
        ),
        &[A::ReadOwn],
    ),
    mutation(
        "for SELECT alone",
        policy!(
            "FOR SELECT TO app_runtime, app_readonly USING (organisation_id = (SELECT app.current_tenant_id()))"
        ),
        &[A::InsertOwn],
    ),
    mutation(
        "no policy",
        "DROP POLICY notes_tenant ON app.notes",
        &[A::ReadOwn],
    ),
    mutation(
        "one more for SELECT",
        "CREATE POLICY more ON app.notes FOR SELECT TO app_runtime USING (true)",
        &[A::ReadForeign],
    ),
    mutation(
        "one more for SELECT by kind",
        "CREATE POLICY more ON app.notes FOR SELECT TO app_runtime USING (kind = 'memo')",
        &[A::ReadForeign],
    ),
    mutation(
        "one more for UPDATE",
        "CREATE POLICY more ON app.notes FOR UPDATE TO app_runtime USING (true)",
        &[A::UpdateAll],
    ),
    mutation(
        "one more for DELETE",
        "CREATE POLICY more ON app.notes FOR DELETE TO app_runtime USING (true)",
        &[A::DeleteAll],
    ),
    mutation(
        "one more for INSERT",
        "CREATE POLICY more ON app.notes FOR INSERT TO app_runtime WITH CHECK (true)",
        &[A::InsertForeign],
    ),
    mutation(
        "rows can be given away",
        "CREATE POLICY more ON app.notes FOR UPDATE TO app_runtime USING (organisation_id = (SELECT app.current_tenant_id())) \
         WITH CHECK (true); GRANT UPDATE (organisation_id) ON app.notes TO app_runtime",
        &[A::MoveRow],
    ),
    of_cluster(
        "BYPASSRLS",
        "ALTER ROLE app_runtime BYPASSRLS",
        "ALTER ROLE app_runtime NOBYPASSRLS",
        &[A::PassPolicies],
    ),
    of_cluster(
        "superuser",
        "ALTER ROLE app_runtime SUPERUSER",
        "ALTER ROLE app_runtime NOSUPERUSER",
        &[A::PassPolicies],
    ),
    of_cluster(
        "BYPASSRLS of who reads",
        "ALTER ROLE app_readonly BYPASSRLS",
        "ALTER ROLE app_readonly NOBYPASSRLS",
        &[A::PassPolicies],
    ),
    of_cluster(
        "a member of the owner",
        "GRANT app_owner TO app_runtime",
        "REVOKE app_owner FROM app_runtime",
        &[A::BecomeAnother],
    ),
    of_cluster(
        "a member of who migrates",
        "GRANT app_migrator TO app_runtime",
        "REVOKE app_migrator FROM app_runtime",
        &[A::BecomeAnother],
    ),
    mutation(
        "owned by the runtime role",
        "ALTER TABLE app.notes OWNER TO app_runtime",
        &[A::AlterTable],
    ),
    mutation(
        "all rights",
        "GRANT ALL ON app.notes TO app_runtime",
        &[A::Truncate],
    ),
    mutation(
        "TRUNCATE",
        "GRANT TRUNCATE ON app.drafts TO app_runtime",
        &[A::Truncate],
    ),
    mutation(
        "TRIGGER",
        "GRANT TRIGGER ON app.notes TO app_runtime",
        &[A::AlterTable],
    ),
    mutation(
        "INSERT for who reads",
        "GRANT INSERT ON app.notes TO app_readonly",
        &[A::Ungranted],
    ),
    mutation(
        "DELETE for everybody",
        "GRANT DELETE ON app.notes TO PUBLIC",
        &[A::Ungranted],
    ),
    mutation(
        "DELETE of what is only added to",
        "GRANT DELETE ON app.events TO app_runtime",
        &[A::Ungranted],
    ),
    mutation(
        "UPDATE of a column for who reads",
        "GRANT UPDATE (title) ON app.notes TO app_readonly",
        &[A::Ungranted],
    ),
    mutation(
        "a helper that is always the same",
        "CREATE OR REPLACE FUNCTION app.current_tenant_id() RETURNS uuid LANGUAGE sql STABLE \
         RETURN '00000000-0000-4000-8000-000000000001'::uuid",
        &[A::AskWhoseRows],
    ),
    mutation(
        "no right to read",
        "REVOKE SELECT ON app.notes FROM app_runtime",
        &[A::ReadOwn],
    ),
    mutation(
        "no right on the schema",
        "REVOKE USAGE ON SCHEMA app FROM app_runtime",
        &[A::ReadOwn],
    ),
    mutation(
        "an IMMUTABLE helper",
        "ALTER FUNCTION app.current_tenant_id() IMMUTABLE",
        &[A::ReadWithCachedPlan],
    ),
    mutation(
        "a helper with a default",
        "CREATE OR REPLACE FUNCTION app.current_tenant_id() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER \
         SET search_path = pg_catalog, pg_temp AS $$ SELECT coalesce(nullif(current_setting('app.tenant_id', true), '')::uuid, \
         (SELECT id FROM app.organisations ORDER BY id LIMIT 1)) $$; ALTER FUNCTION app.current_tenant_id() OWNER TO CURRENT_USER",
        &[A::AskWhoseRows],
    ),
    mutation(
        "a unique key over all tenants",
        "CREATE UNIQUE INDEX everywhere ON app.notes (slug)",
        &[A::ProbeUnique],
    ),
    mutation(
        "a unique expression over all tenants",
        "CREATE UNIQUE INDEX everywhere ON app.members (lower(email))",
        &[A::ProbeUnique],
    ),
    mutation(
        "a primary key over all tenants",
        "CREATE UNIQUE INDEX everywhere ON app.notes (id)",
        &[A::ProbeUnique],
    ),
    mutation(
        "a foreign key over all tenants",
        "ALTER TABLE app.notes ADD CONSTRAINT everywhere UNIQUE (id); \
         ALTER TABLE app.readings DROP CONSTRAINT readings_note_id_fkey; \
         ALTER TABLE app.readings ADD CONSTRAINT readings_note_id_fkey FOREIGN KEY (note_id) REFERENCES app.notes (id)",
        &[A::ReferToForeign],
    ),
    mutation(
        "no foreign key",
        "ALTER TABLE app.readings DROP CONSTRAINT readings_note_id_fkey",
        &[A::ReferToForeign],
    ),
    mutation(
        "a function with other rights",
        "CREATE FUNCTION app.all_notes() RETURNS SETOF app.notes LANGUAGE sql STABLE SECURITY DEFINER \
         SET search_path = pg_catalog, pg_temp AS $$ SELECT * FROM app.notes $$; \
         GRANT EXECUTE ON FUNCTION app.all_notes() TO app_runtime",
        &[A::ReadThroughFunction],
    ),
    mutation(
        "a function that gives keys",
        "CREATE FUNCTION app.keys() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER \
         SET search_path = pg_catalog, pg_temp AS $$ SELECT string_agg(id::text, ',') FROM app.notes $$; \
         GRANT EXECUTE ON FUNCTION app.keys() TO app_runtime",
        &[A::ReadThroughFunction],
    ),
    mutation(
        "a view with other rights",
        "CREATE VIEW app.all_notes AS SELECT id, title FROM app.notes; GRANT SELECT ON app.all_notes TO app_runtime",
        &[A::ReadThroughView],
    ),
    mutation(
        "a partition by its name",
        "DO $$ DECLARE p regclass; BEGIN FOR p IN SELECT inhrelid FROM pg_inherits WHERE inhparent = 'app.readings'::regclass LOOP \
         EXECUTE format('ALTER TABLE %s DISABLE ROW LEVEL SECURITY', p); EXECUTE format('GRANT SELECT ON %s TO app_runtime', p); \
         END LOOP; END $$",
        &[A::ReadPartition],
    ),
    mutation(
        "what is only added to can be changed",
        "DO $$ DECLARE t name; BEGIN FOR t IN SELECT tgname FROM pg_trigger WHERE tgrelid = 'app.events'::regclass AND NOT tgisinternal LOOP \
         EXECUTE format('DROP TRIGGER %I ON app.events', t); END LOOP; END $$",
        &[A::ChangeAppended],
    ),
    mutation(
        "the triggers are off",
        "ALTER TABLE app.events DISABLE TRIGGER USER",
        &[A::ChangeAppended],
    ),
    mutation(
        "no floor",
        "DROP POLICY announcements_tenant_floor ON app.announcements",
        &[A::ReadForeign],
    ),
    mutation(
        "a floor that lets through",
        "DROP POLICY announcements_tenant_floor ON app.announcements; CREATE POLICY announcements_tenant_floor ON app.announcements \
         TO app_runtime, app_readonly USING (organisation_id = (SELECT app.current_tenant_id()))",
        &[A::ReadForeign],
    ),
    mutation(
        "a floor for reading alone",
        "DROP POLICY announcements_tenant_floor ON app.announcements; CREATE POLICY announcements_tenant_floor ON app.announcements \
         AS RESTRICTIVE FOR SELECT TO app_runtime, app_readonly USING (organisation_id = (SELECT app.current_tenant_id()))",
        &[A::InsertForeign],
    ),
    mutation(
        "drafts of colleagues",
        "DO $$ DECLARE p name; BEGIN FOR p IN SELECT polname FROM pg_policy WHERE polrelid = 'app.drafts'::regclass LOOP \
         EXECUTE format('DROP POLICY %I ON app.drafts', p); END LOOP; END $$; \
         CREATE POLICY drafts_tenant ON app.drafts TO app_runtime, app_readonly USING (organisation_id = (SELECT app.current_tenant_id()))",
        &[A::ReadForeign],
    ),
    mutation(
        "bookmarks of anybody",
        "CREATE POLICY more ON app.bookmarks FOR SELECT TO app_runtime USING (true)",
        &[A::ReadForeign],
    ),
    mutation(
        "the list of tenants",
        "CREATE POLICY more ON app.organisations FOR SELECT TO app_runtime USING (true)",
        &[A::ReadForeign],
    ),
    mutation(
        "a trigger that changes whose a row is",
        "CREATE FUNCTION app.stray() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.organisation_id := gen_random_uuid(); RETURN NEW; END $$; \
         CREATE TRIGGER stray BEFORE INSERT ON app.announcements FOR EACH ROW WHEN (current_user = 'app_runtime') EXECUTE FUNCTION app.stray()",
        &[A::InsertOwn],
    ),
    mutation(
        "what is old is everybody's",
        policy!(
            "TO app_runtime, app_readonly USING (organisation_id = (SELECT app.current_tenant_id()) OR created_at < '2000-01-01')"
        ),
        &[A::ReadInAnotherState],
    ),
    mutation(
        "tasks are everybody's",
        "CREATE POLICY more ON app.notes FOR SELECT TO app_runtime USING (kind = 'task')",
        &[A::ReadInAnotherState],
    ),
    mutation(
        "a certain title is everybody's",
        "CREATE POLICY more ON app.notes FOR SELECT TO app_readonly USING (title IN ('News', 'Public'))",
        &[A::ReadInAnotherState],
    ),
    mutation(
        "replies are everybody's",
        "CREATE POLICY more ON app.notes FOR SELECT TO app_runtime USING (slug = '' OR title LIKE 'Re:')",
        &[A::ReadInAnotherState],
    ),
    mutation(
        "tasks are changed by anybody",
        "CREATE POLICY more ON app.notes FOR UPDATE TO app_runtime USING (kind = 'task')",
        &[A::ChangeInAnotherState],
    ),
    mutation(
        "tasks are deleted by anybody",
        "CREATE POLICY more ON app.notes FOR DELETE TO app_runtime USING (kind = 'task')",
        &[A::ChangeInAnotherState],
    ),
    mutation(
        "a setting that makes a supporter",
        policy!(
            "TO app_runtime, app_readonly USING (organisation_id = (SELECT app.current_tenant_id()) OR current_setting('app.support', true) = 'on')"
        ),
        &[A::ReadWithOtherSetting],
    ),
    mutation(
        "a function that believes a setting",
        "CREATE FUNCTION app.is_support() RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT coalesce(current_setting('app.role', true) = 'support', false) $$; \
         GRANT EXECUTE ON FUNCTION app.is_support() TO app_runtime; \
         CREATE POLICY more ON app.notes FOR SELECT TO app_runtime USING (app.is_support())",
        &[A::ReadWithOtherSetting],
    ),
    mutation(
        "a view of all tasks",
        "CREATE VIEW app.all_tasks AS SELECT * FROM app.notes WHERE kind = 'task'; GRANT SELECT ON app.all_tasks TO app_runtime",
        &[A::ReadThroughView],
    ),
    mutation(
        "a function that finds any note",
        "CREATE FUNCTION app.find_note(p_id uuid) RETURNS SETOF app.notes LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' \
         AS $$ SELECT * FROM app.notes WHERE id = p_id $$; GRANT EXECUTE ON FUNCTION app.find_note(uuid) TO app_runtime; \
         ALTER FUNCTION app.find_note(uuid) OWNER TO postgres",
        &[A::ReadThroughFunction],
    ),
    mutation(
        "a function of a tenant that is given",
        "CREATE FUNCTION app.notes_of(tenant uuid, lang text DEFAULT 'en') RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' \
         AS $$ SELECT id::text FROM app.notes WHERE organisation_id = tenant OR id = tenant $$; \
         GRANT EXECUTE ON FUNCTION app.notes_of(uuid, text) TO app_runtime; ALTER FUNCTION app.notes_of(uuid, text) OWNER TO postgres",
        &[A::ReadThroughFunction],
    ),
    mutation(
        "a view elsewhere, of titles alone, for everybody",
        "CREATE SCHEMA other; GRANT USAGE ON SCHEMA other TO PUBLIC; CREATE VIEW other.titles AS SELECT title FROM app.notes; \
         GRANT SELECT ON other.titles TO PUBLIC",
        &[A::ReadThroughView],
    ),
    mutation(
        "a materialized view, filled before",
        "CREATE MATERIALIZED VIEW app.kept AS SELECT * FROM app.notes; GRANT SELECT ON app.kept TO app_runtime",
        &[A::ReadThroughView],
    ),
    mutation(
        "a function that deletes everything",
        "CREATE FUNCTION app.wipe() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$ DELETE FROM app.drafts $$; \
         GRANT EXECUTE ON FUNCTION app.wipe() TO app_runtime; ALTER FUNCTION app.wipe() OWNER TO postgres",
        &[A::ChangeThroughFunction],
    ),
    mutation(
        "a procedure that renames any note",
        "CREATE PROCEDURE app.rename(p_id uuid, p_title text) LANGUAGE sql SECURITY DEFINER SET search_path = '' \
         AS $$ UPDATE app.notes SET title = p_title WHERE id = p_id $$; GRANT EXECUTE ON PROCEDURE app.rename(uuid, text) TO app_runtime; \
         ALTER PROCEDURE app.rename(uuid, text) OWNER TO postgres",
        &[A::ChangeThroughFunction],
    ),
    mutation(
        "a log that a trigger writes, without policies",
        "CREATE TABLE app.note_log (what text); GRANT SELECT ON app.note_log TO app_runtime; \
         CREATE FUNCTION app.log_note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' \
         AS $$ BEGIN INSERT INTO app.note_log VALUES (NEW.title); RETURN NULL; END $$; \
         CREATE TRIGGER log_note AFTER INSERT ON app.notes FOR EACH ROW EXECUTE FUNCTION app.log_note()",
        &[A::ReadOtherTable],
    ),
    of_cluster(
        "a role that begins as a tenant",
        "ALTER ROLE app_runtime SET app.tenant_id = '00000000-0000-4000-8000-000000000001'; SELECT 'app.notes'",
        "ALTER ROLE app_runtime RESET app.tenant_id",
        &[A::AskWhoseRows],
    ),
    mutation(
        "anybody adds without a setting",
        "CREATE POLICY more ON app.notes FOR INSERT TO app_runtime WITH CHECK ((SELECT app.current_tenant_id()) IS NULL)",
        &[A::WriteUnbound],
    ),
    mutation(
        "a view with rights on some columns",
        "CREATE VIEW app.some AS SELECT * FROM app.notes; GRANT SELECT (title) ON app.some TO app_readonly",
        &[A::ReadThroughView],
    ),
    mutation(
        "a view through which anybody deletes",
        "CREATE VIEW app.some AS SELECT * FROM app.drafts; GRANT DELETE ON app.some TO app_runtime",
        &[A::ChangeThroughView],
    ),
    mutation(
        "partitions that are emptied by their own name",
        "DO $$ DECLARE p regclass; BEGIN FOR p IN SELECT inhrelid FROM pg_inherits WHERE inhparent = 'app.accesses'::regclass LOOP \
         EXECUTE format('ALTER TABLE %s DISABLE ROW LEVEL SECURITY', p); EXECUTE format('ALTER TABLE %s DISABLE TRIGGER USER', p); \
         EXECUTE format('GRANT DELETE ON %s TO app_runtime', p); END LOOP; END $$",
        &[A::ChangeThroughView],
    ),
    mutation(
        "a column that was never granted",
        "REVOKE SELECT ON app.notes FROM app_readonly; GRANT SELECT (title) ON app.notes TO app_readonly; \
         CREATE POLICY more ON app.notes FOR SELECT TO app_readonly USING (true)",
        &[A::ReadForeign, A::ReadOwn],
    ),
    mutation(
        "a role that owns the helper",
        "GRANT CREATE ON SCHEMA app TO app_runtime; ALTER FUNCTION app.current_tenant_id() OWNER TO app_runtime; SELECT 'app.notes'",
        &[A::BecomeAnother],
    ),
    mutation(
        "rows of nobody are everybody's",
        "ALTER TABLE app.notes DROP CONSTRAINT notes_pkey CASCADE; ALTER TABLE app.notes ALTER organisation_id DROP NOT NULL; \
         DROP POLICY notes_tenant ON app.notes; CREATE POLICY notes_tenant ON app.notes TO app_runtime, app_readonly \
         USING (organisation_id = (SELECT app.current_tenant_id()) OR organisation_id IS NULL)",
        &[A::InsertForNobody],
    ),
    mutation(
        "a trigger that changes rows of everybody",
        "CREATE FUNCTION app.only_one() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' \
         AS $$ BEGIN UPDATE app.drafts SET title = 'old' WHERE id <> NEW.id; RETURN NULL; END $$; ALTER FUNCTION app.only_one() OWNER TO postgres; \
         CREATE TRIGGER only_one AFTER INSERT ON app.drafts FOR EACH ROW EXECUTE FUNCTION app.only_one()",
        &[A::ChangeByTrigger],
    ),
    mutation(
        "a rule that removes rows of everybody",
        "CREATE RULE tidy AS ON UPDATE TO app.drafts DO ALSO DELETE FROM app.announcements; ALTER TABLE app.drafts OWNER TO postgres",
        &[A::ChangeByTrigger],
    ),
    of_cluster(
        "a role that may switch triggers off",
        "DO $$ BEGIN IF current_setting('server_version_num')::integer >= 150000 THEN \
         EXECUTE 'GRANT SET ON PARAMETER session_replication_role TO app_runtime'; ELSE ALTER ROLE app_runtime SUPERUSER; END IF; END $$",
        "DO $$ BEGIN IF current_setting('server_version_num')::integer >= 150000 THEN \
         EXECUTE 'REVOKE SET ON PARAMETER session_replication_role FROM app_runtime'; ELSE ALTER ROLE app_runtime NOSUPERUSER; END IF; END $$",
        &[A::SwitchTriggersOff],
    ),
    of_cluster(
        "a role that may grant itself the owner",
        "DO $$ BEGIN IF current_setting('server_version_num')::integer >= 160000 THEN \
         EXECUTE 'GRANT app_owner TO app_runtime WITH INHERIT FALSE, SET FALSE, ADMIN TRUE'; \
         ELSE GRANT app_owner TO app_runtime WITH ADMIN OPTION; END IF; END $$",
        "REVOKE app_owner FROM app_runtime",
        &[A::BecomeAnother],
    ),
    mutation(
        "a unique key over all tenants, of tasks alone",
        "CREATE UNIQUE INDEX everywhere ON app.notes (slug) WHERE kind = 'task'",
        &[A::ProbeUnique],
    ),
    mutation(
        "a policy that believes the name of the program",
        "CREATE POLICY more ON app.notes FOR SELECT TO app_runtime USING (current_setting('application_name') = 'support')",
        &[A::ReadWithOtherSetting],
    ),
    mutation(
        "a view that counts the notes of all",
        "CREATE VIEW app.totals AS SELECT count(*) AS notes FROM app.notes; GRANT SELECT ON app.totals TO app_readonly",
        &[A::LearnOfForeign],
    ),
    mutation(
        "a function that says whether anybody has it",
        "CREATE FUNCTION app.is_taken(p_slug text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' \
         AS $$ SELECT EXISTS (SELECT FROM app.notes WHERE slug = p_slug) $$; ALTER FUNCTION app.is_taken(text) OWNER TO postgres; \
         GRANT EXECUTE ON FUNCTION app.is_taken(text) TO app_runtime",
        &[A::LearnOfForeign],
    ),
];

#[test]
fn every_broken_design_is_found_by_what_is_about_it() {
    assert!(MUTATIONS.len() >= 40, "{}", MUTATIONS.len());
    all_are_found(MUTATIONS);
}

pub(crate) fn all_are_found(mutations: &[Mutation]) {
    for_each_own_cluster(|cluster| {
        let version = Version::try_from(cluster.version()).unwrap();
        let database = notebook::database(version);
        let base = cluster.fresh_database();
        apply(&mut base.owner(), &database.render(version).unwrap());
        let wrong: Vec<String> = mutations
            .iter()
            .filter_map(|it| look(cluster, &base.name, it).err())
            .collect();
        assert!(wrong.is_empty(), "on {version}:\n{}", wrong.join("\n"));
    });
}

fn look(cluster: &Cluster, base: &str, mutation: &Mutation) -> Result<(), String> {
    let proof = proof_after(cluster, base, mutation);
    let broken: Vec<Attempt> = proof.broken().map(|it| it.attempt).collect();
    match mutation.by.iter().any(|it| broken.contains(it)) {
        true => Ok(()),
        false => Err(format!("{}: {broken:?}\n{proof}", mutation.name)),
    }
}

fn proof_after(cluster: &Cluster, base: &str, mutation: &Mutation) -> Proof {
    let version = Version::try_from(cluster.version()).unwrap();
    let database = notebook::database(version);
    let mut superuser = cluster.superuser("postgres");
    let copy = format!("CREATE DATABASE broken TEMPLATE {base}");
    superuser.batch_execute(&copy).unwrap();
    let mut client = cluster.superuser("broken");
    if let Err(error) = client.batch_execute(mutation.change) {
        panic!("{}: {error:?}", mutation.name);
    }
    // A setting that a role got is one of the session that gave it, too.
    drop(client);
    let mut client = cluster.superuser("broken");
    // What the change is about is enough to find it.
    let tables = database.tables().iter().map(|it| it.name.to_string());
    let mut tables: Vec<String> = tables
        .filter(|it| mutation.change.contains(it.as_str()))
        .collect();
    if tables.is_empty() {
        tables.push("app.notes".to_owned());
    }
    let prover = tables.into_iter().fold(Prover::new(), Prover::table);
    let proof = prover.prove(&database, &mut client);
    drop(client);
    superuser
        .batch_execute("DROP DATABASE broken WITH (FORCE)")
        .unwrap();
    superuser.batch_execute(mutation.undo).unwrap();
    proof.unwrap_or_else(|error| panic!("{}: {error}", mutation.name))
}

#[test]
fn without_a_change_nothing_is_found() {
    for_each_own_cluster(|cluster| {
        let version = Version::try_from(cluster.version()).unwrap();
        let base = cluster.fresh_database();
        let database = notebook::database(version);
        apply(&mut base.owner(), &database.render(version).unwrap());
        let nothing = mutation("nothing", "", &[]);
        let proof = proof_after(cluster, &base.name, &nothing);
        assert!(
            proof.tried().iter().all(|it| it.outcome == Outcome::Held),
            "{proof}"
        );
    });
}
