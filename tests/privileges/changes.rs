//! Single changes by hand, each reported as exactly that, and mended by what the report says.

use std::collections::BTreeSet;

use pgschema::Version;
use pgschema::sql::ToSql;
use pgschema::verify::privileges;
use pgschema_test_support::{Cluster, versions};

use super::{apply_twice, everything, lines, run, version};

/// A change by the superuser.
struct Change {
    sql: &'static str,
    /// What is reported, and nothing else.
    said: &'static [&'static str],
    /// What undoes it, where the report has no statement for it.
    undo: &'static str,
    since: Version,
    until: Version,
}

const fn change(sql: &'static str, said: &'static [&'static str]) -> Change {
    Change {
        sql,
        said,
        undo: "",
        since: Version::V14,
        until: Version::V18,
    }
}

impl Change {
    const fn undo(mut self, sql: &'static str) -> Self {
        self.undo = sql;
        self
    }

    const fn since(mut self, version: Version) -> Self {
        self.since = version;
        self
    }

    const fn until(mut self, version: Version) -> Self {
        self.until = version;
        self
    }
}

/// Roles that the model doesn't know.
const STRANGERS: &str = "CREATE ROLE stranger LOGIN; CREATE ROLE team; CREATE ROLE other LOGIN;";

const CHANGES: &[Change] = &[
    // Rights on a table, a view, a partition, a sequence.
    change("GRANT TRUNCATE ON app.people TO app_runtime", &["app_runtime has TRUNCATE on table app.people"]),
    change(
        "GRANT REFERENCES, TRIGGER ON app.people TO app_readonly",
        &["app_readonly has REFERENCES, TRIGGER on table app.people"],
    ),
    change("GRANT INSERT ON app.people TO app_readonly", &["app_readonly has INSERT on table app.people"]),
    change("REVOKE SELECT ON app.people FROM app_readonly", &["app_readonly lacks SELECT on table app.people"]),
    change("REVOKE DELETE ON app.people FROM app_runtime", &["app_runtime lacks DELETE on table app.people"]),
    change("GRANT SELECT ON app.people TO PUBLIC", &["PUBLIC has SELECT on table app.people"]),
    change("GRANT SELECT ON app.people TO stranger", &["stranger has SELECT on table app.people"]),
    change(
        "GRANT ALL ON app.people TO stranger",
        &["stranger has SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER on table app.people"],
    )
    .until(Version::V16),
    change(
        "GRANT ALL ON app.people TO stranger",
        &["stranger has SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER, MAINTAIN on table app.people"],
    )
    .since(Version::V17),
    change("GRANT MAINTAIN ON app.people TO app_runtime", &["app_runtime has MAINTAIN on table app.people"])
        .since(Version::V17),
    change(
        "GRANT SELECT ON app.people TO app_runtime WITH GRANT OPTION",
        &["app_runtime may grant SELECT on table app.people to others"],
    ),
    change(
        "GRANT DELETE ON app.people TO stranger WITH GRANT OPTION",
        &["stranger has DELETE on table app.people and may grant it to others"],
    ),
    change("GRANT SELECT ON app.visits_2026_01 TO app_readonly", &["app_readonly has SELECT on table app.visits_2026_01"]),
    change("GRANT SELECT ON app.visits_2026_01 TO PUBLIC", &["PUBLIC has SELECT on table app.visits_2026_01"]),
    change("REVOKE UPDATE ON app.people FROM app_owner", &["app_owner lacks UPDATE on table app.people"]),
    change(
        "GRANT USAGE ON SEQUENCE app.invoices_number_seq TO app_runtime",
        &["app_runtime has USAGE on sequence app.invoices_number_seq"],
    ),
    change("GRANT INSERT ON app.a_view_of_a_view TO app_readonly", &["app_readonly has INSERT on view app.a_view_of_a_view"])
        .since(Version::V15),
    change("ALTER VIEW app.a_view_of_a_view OWNER TO stranger", &["stranger owns view app.a_view_of_a_view, not app_owner"])
        .since(Version::V15),
    // Rights on columns.
    change("GRANT UPDATE (id) ON app.people TO app_runtime", &["app_runtime has UPDATE (id) on table app.people"]),
    change("GRANT UPDATE ON app.people TO app_runtime", &["app_runtime has UPDATE on table app.people"]),
    change(
        "REVOKE UPDATE (full_name) ON app.people FROM app_runtime",
        &["app_runtime lacks UPDATE (full_name) on table app.people"],
    ),
    change(
        "GRANT SELECT (id, full_name), UPDATE (full_name) ON app.people TO stranger",
        &["stranger has SELECT (full_name, id), UPDATE (full_name) on table app.people"],
    ),
    change("GRANT SELECT (full_name) ON app.people TO PUBLIC", &["PUBLIC has SELECT (full_name) on table app.people"]),
    change(
        "GRANT UPDATE (full_name) ON app.people TO app_runtime WITH GRANT OPTION",
        &["app_runtime may grant UPDATE (full_name) on table app.people to others"],
    ),
    // It may read the whole table already.
    change("GRANT SELECT (full_name) ON app.people TO app_readonly", &[]),
    // The database and its schemas.
    change("GRANT CONNECT ON DATABASE $database TO PUBLIC", &["PUBLIC has CONNECT on the database"]),
    change("GRANT TEMPORARY ON DATABASE $database TO app_runtime", &["app_runtime has TEMPORARY on the database"]),
    change("REVOKE CONNECT ON DATABASE $database FROM app_readonly", &["app_readonly lacks CONNECT on the database"]),
    change("GRANT CONNECT ON DATABASE $database TO stranger", &["stranger has CONNECT on the database"]),
    change("GRANT CREATE ON SCHEMA app TO app_runtime", &["app_runtime has CREATE on schema app"]),
    change("GRANT USAGE ON SCHEMA app TO PUBLIC", &["PUBLIC has USAGE on schema app"]),
    change("REVOKE USAGE ON SCHEMA app FROM app_runtime", &["app_runtime lacks USAGE on schema app"]),
    change("GRANT CREATE ON SCHEMA public TO PUBLIC", &["PUBLIC has CREATE on schema public"]).since(Version::V15),
    // Functions and types.
    change("GRANT EXECUTE ON FUNCTION app.people_ids() TO PUBLIC", &["PUBLIC has EXECUTE on function app.people_ids()"]),
    change(
        "GRANT EXECUTE ON FUNCTION app.add_cents(bigint, bigint) TO stranger",
        &["stranger has EXECUTE on function app.add_cents(bigint, bigint)"],
    ),
    change(
        "REVOKE EXECUTE ON FUNCTION app.current_tenant_id() FROM app_runtime",
        &["app_runtime lacks EXECUTE on function app.current_tenant_id()"],
    ),
    change("GRANT USAGE ON TYPE app.mood TO PUBLIC", &["PUBLIC has USAGE on type app.mood"]),
    change("GRANT USAGE ON TYPE app.percentage TO app_runtime", &["app_runtime has USAGE on type app.percentage"]),
    // Owners.
    change("ALTER TABLE app.people OWNER TO stranger", &["stranger owns table app.people, not app_owner"]),
    change("ALTER TABLE app.people OWNER TO app_runtime", &["app_runtime owns table app.people, not app_owner"])
        // What the runtime role had is now the owner's.
        .undo("ALTER TABLE app.people OWNER TO app_owner; $ddl"),
    change("ALTER TABLE app.invoices OWNER TO stranger", &["stranger owns table app.invoices, not app_owner"]),
    change("ALTER SCHEMA app OWNER TO stranger", &["stranger owns schema app, not app_owner"]),
    change("ALTER FUNCTION app.people_ids() OWNER TO stranger", &["stranger owns function app.people_ids(), not app_owner"]),
    change("ALTER DOMAIN app.percentage OWNER TO stranger", &["stranger owns type app.percentage, not app_owner"]),
    change("ALTER TYPE app.mood OWNER TO stranger", &["stranger owns type app.mood, not app_owner"]),
    change("ALTER DATABASE $database OWNER TO app_runtime", &["app_runtime owns the database, not app_owner"])
        .undo("ALTER DATABASE $database OWNER TO $owner; $ddl"),
    // Attributes.
    change("ALTER ROLE app_runtime SUPERUSER", &["app_runtime has SUPERUSER"]),
    change("ALTER ROLE app_readonly BYPASSRLS", &["app_readonly has BYPASSRLS"]),
    change("ALTER ROLE app_runtime CREATEROLE CREATEDB", &["app_runtime has CREATEDB, CREATEROLE"]),
    change("ALTER ROLE app_migrator REPLICATION", &["app_migrator has REPLICATION"]),
    change("ALTER ROLE app_owner LOGIN", &["app_owner has LOGIN"]),
    change("ALTER ROLE app_runtime NOLOGIN", &["app_runtime lacks LOGIN"]),
    change("ALTER ROLE app_runtime INHERIT", &["app_runtime has INHERIT"]),
    // Memberships.
    change("GRANT app_owner TO app_runtime WITH INHERIT FALSE, SET TRUE", &["app_runtime may become app_owner"])
        .since(Version::V16),
    change("GRANT app_owner TO app_runtime", &["app_runtime may become app_owner"]).until(Version::V15),
    change("GRANT app_owner TO stranger", &["stranger may become app_owner and has its rights"]),
    change("GRANT app_runtime TO stranger", &["stranger may become app_runtime and has its rights"]),
    change(
        "GRANT app_owner TO app_migrator WITH INHERIT TRUE GRANTED BY $owner",
        &["app_migrator has the rights of app_owner"],
    )
    .since(Version::V16),
    change("GRANT app_owner TO app_migrator WITH ADMIN OPTION $by_owner", &["app_migrator may grant app_owner to others"]),
    change(
        "GRANT app_owner TO app_migrator WITH SET FALSE GRANTED BY $owner",
        &["app_migrator may not become app_owner"],
    )
    .since(Version::V16)
    .undo("GRANT app_owner TO app_migrator WITH SET TRUE GRANTED BY $owner"),
    change("REVOKE app_owner FROM app_migrator $by_owner", &["app_migrator is no member of app_owner"]),
    change("GRANT team TO app_readonly WITH INHERIT TRUE", &["app_readonly may become team and has its rights"])
        .since(Version::V16),
    change(
        "GRANT pg_read_all_data TO app_readonly WITH INHERIT TRUE",
        &["app_readonly may become pg_read_all_data (reads every table) and has its rights"],
    )
    .since(Version::V16),
    change(
        "GRANT pg_maintain TO stranger",
        &["stranger may become pg_maintain (locks and rewrites every table) and has its rights"],
    )
    .since(Version::V17),
    change(
        "GRANT pg_read_all_data TO app_readonly",
        &["app_readonly may become pg_read_all_data (reads every table)"],
    )
    .until(Version::V15),
    change(
        "GRANT pg_write_all_data TO stranger",
        &["stranger may become pg_write_all_data (changes every table) and has its rights"],
    ),
    change(
        "GRANT app_runtime TO stranger WITH ADMIN TRUE, INHERIT FALSE, SET FALSE",
        &["stranger may grant app_runtime to others"],
    )
    .since(Version::V16),
    change(
        "GRANT app_runtime TO stranger WITH ADMIN OPTION",
        &["stranger may become app_runtime and has its rights and may grant it to others"],
    ),
    // Through others.
    change(
        "GRANT team TO stranger; GRANT SELECT ON app.people TO team",
        &["team has SELECT on table app.people; through it: stranger"],
    )
    .undo("REVOKE team FROM stranger; REVOKE SELECT ON app.people FROM team"),
    change(
        "GRANT team TO stranger; GRANT app_runtime TO team",
        &["team may become app_runtime and has its rights; through it: stranger"],
    )
    .undo("REVOKE team FROM stranger; REVOKE app_runtime FROM team"),
    change(
        "GRANT SELECT ON app.people TO app_readonly WITH GRANT OPTION; SET ROLE app_readonly;
         GRANT SELECT ON app.people TO other; RESET ROLE",
        &[
            "app_readonly may grant SELECT on table app.people to others",
            "other has SELECT on table app.people, granted by app_readonly",
        ],
    ),
    change(
        "GRANT app_runtime TO team; GRANT team TO stranger WITH ADMIN TRUE, INHERIT FALSE, SET FALSE",
        &["team may become app_runtime and has its rights; through it: stranger"],
    )
    .since(Version::V16)
    .undo("REVOKE team FROM stranger; REVOKE app_runtime FROM team"),
    // What is made later.
    change(
        "ALTER DEFAULT PRIVILEGES FOR ROLE app_owner GRANT EXECUTE ON ROUTINES TO PUBLIC",
        &["PUBLIC has EXECUTE on ROUTINES that app_owner makes later"],
    ),
    change(
        "ALTER DEFAULT PRIVILEGES FOR ROLE app_owner IN SCHEMA app GRANT SELECT, INSERT ON TABLES TO app_runtime",
        &["app_runtime has SELECT, INSERT on TABLES that app_owner makes later in app"],
    ),
    change(
        "ALTER DEFAULT PRIVILEGES FOR ROLE stranger IN SCHEMA app GRANT SELECT ON TABLES TO PUBLIC",
        &["PUBLIC has SELECT on TABLES that stranger makes later in app"],
    ),
    change(
        "ALTER DEFAULT PRIVILEGES FOR ROLE app_owner GRANT USAGE ON SEQUENCES TO app_runtime",
        &["app_runtime has USAGE on SEQUENCES that app_owner makes later"],
    ),
    change(
        "ALTER DEFAULT PRIVILEGES FOR ROLE app_owner GRANT SELECT ON TABLES TO stranger WITH GRANT OPTION",
        &["stranger has SELECT on TABLES that app_owner makes later, and may grant it to others"],
    ),
    change(
        "ALTER DEFAULT PRIVILEGES FOR ROLE postgres GRANT SELECT ON TABLES TO app_runtime, stranger",
        &["app_runtime has SELECT on TABLES that postgres makes later"],
    )
    .undo("ALTER DEFAULT PRIVILEGES FOR ROLE postgres REVOKE SELECT ON TABLES FROM app_runtime, stranger"),
    change(
        "ALTER DEFAULT PRIVILEGES FOR ROLE stranger GRANT INSERT ON TABLES TO PUBLIC",
        &["PUBLIC has INSERT on TABLES that stranger makes later"],
    ),
    change("ALTER DEFAULT PRIVILEGES FOR ROLE stranger REVOKE EXECUTE ON ROUTINES FROM PUBLIC", &[])
        .undo("ALTER DEFAULT PRIVILEGES FOR ROLE stranger GRANT EXECUTE ON ROUTINES TO PUBLIC"),
    // What the model doesn't know.
    change(
        "CREATE TABLE app.extra (id int); GRANT SELECT ON app.extra TO app_runtime",
        &["app_runtime has SELECT on table app.extra, which the model doesn't know"],
    )
    .undo("DROP TABLE app.extra"),
    change("CREATE TABLE app.extra (id int)", &[]).undo("DROP TABLE app.extra"),
    change(
        "CREATE TABLE app.extra (id int); ALTER TABLE app.extra OWNER TO app_runtime",
        &["app_runtime owns table app.extra, which the model doesn't know"],
    )
    .undo("DROP TABLE app.extra"),
    change(
        "CREATE SCHEMA elsewhere; GRANT USAGE ON SCHEMA elsewhere TO app_runtime",
        &["app_runtime has rights on schema elsewhere, which the model doesn't know"],
    )
    .undo("DROP SCHEMA elsewhere"),
    change(
        "SELECT lo_create(4711); ALTER LARGE OBJECT 4711 OWNER TO app_runtime",
        &["app_runtime owns large object 4711, which the model doesn't know"],
    )
    .undo("SELECT lo_unlink(4711)"),
    change(
        "GRANT SET ON PARAMETER session_preload_libraries TO app_runtime",
        &["app_runtime has rights on parameter session_preload_libraries, which the model doesn't know"],
    )
    .since(Version::V15)
    .undo("REVOKE SET ON PARAMETER session_preload_libraries FROM app_runtime"),
    change(
        "GRANT EXECUTE ON FUNCTION pg_read_file(text) TO app_runtime",
        &["app_runtime has rights on function pg_read_file(text), which the model doesn't know"],
    )
    .undo("REVOKE EXECUTE ON FUNCTION pg_read_file(text) FROM app_runtime"),
    change(
        "GRANT SET ON PARAMETER session_replication_role TO PUBLIC",
        &["PUBLIC has rights on parameter session_replication_role, which the model doesn't know"],
    )
    .since(Version::V15)
    .undo("REVOKE SET ON PARAMETER session_replication_role FROM PUBLIC"),
    // What lends the owner's rights to others.
    change(
        "CREATE SCHEMA elsewhere; CREATE FUNCTION elsewhere.lent() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';
         ALTER FUNCTION elsewhere.lent() OWNER TO app_owner; CREATE VIEW elsewhere.lent AS SELECT * FROM app.people;
         ALTER VIEW elsewhere.lent OWNER TO app_owner",
        &[
            "app_owner owns function elsewhere.lent(), which the model doesn't know",
            "app_owner owns view elsewhere.lent, which the model doesn't know",
        ],
    )
    .undo("DROP SCHEMA elsewhere CASCADE"),
    change(
        "CREATE FUNCTION public.own() RETURNS int LANGUAGE sql AS 'SELECT 1'; ALTER FUNCTION public.own() OWNER TO app_owner;
         CREATE TABLE public.migrations (id int); ALTER TABLE public.migrations OWNER TO app_owner",
        &[],
    )
    .undo("DROP FUNCTION public.own(); DROP TABLE public.migrations"),
    // What isn't there.
    change("DROP FUNCTION app.people_ids()", &["there is no function app.people_ids()"]).undo("$ddl"),
    change("DROP OWNED BY app_readonly; DROP ROLE app_readonly", &["there is no role app_readonly"]).undo("$ddl"),
];

#[test]
fn each_change_by_hand_is_reported_as_that_and_mended_by_what_the_report_says() {
    assert!(CHANGES.len() >= 40);
    let mut wrong = Vec::new();
    for cluster in BTreeSet::from_iter(versions())
        .into_iter()
        .map(Cluster::start)
    {
        let version = version(&cluster);
        let database = everything::database(version);
        let server = cluster.fresh_database();
        apply_twice(&database, version, &server);
        let ddl = database.render(version).unwrap();
        let (mut client, mut owner) = (server.superuser(), server.owner());
        run(&mut client, STRANGERS);
        let by_owner = if version >= Version::V16 {
            "GRANTED BY $owner"
        } else {
            ""
        };
        let fill = |sql: &str| {
            sql.replace("$by_owner", by_owner)
                .replace("$database", &server.name)
                .replace("$owner", &server.owner)
        };
        for change in CHANGES {
            if version < change.since || change.until < version {
                continue;
            }
            run(&mut client, &fill(change.sql));
            let report = privileges(&database, &mut client).unwrap();
            assert_eq!(report, privileges(&database, &mut owner).unwrap());
            if lines(&report) != change.said {
                wrong.push(format!("{version}: {}: {:#?}", change.sql, lines(&report)));
            }
            if change.undo.is_empty() {
                for difference in report.differences() {
                    for statement in &difference.repair {
                        run(&mut client, &statement.to_sql());
                    }
                }
            } else {
                let (by_superuser, by_owner) = match change.undo.strip_suffix("$ddl") {
                    Some(before) => (before, ddl.as_str()),
                    None => (change.undo, ""),
                };
                run(&mut client, &fill(by_superuser));
                run(&mut owner, by_owner);
            }
            let after = privileges(&database, &mut client).unwrap();
            if !after.differences().is_empty() {
                panic!(
                    "{version}: {}: not mended by\n{report}\n{after}\n{wrong:#?}",
                    change.sql
                );
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
