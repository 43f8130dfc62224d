//! Schemas, extensions, the rights on the database and what later objects start with.

use pgschema::define::Privilege;
use pgschema::sql::DefaultObject;

use super::facts::{Facts, list};
use super::{Subject, grants};

const SCHEMAS: &str = "
    SELECT 'schema ' || nspname || f.fact, f.value
    FROM pg_namespace, LATERAL (VALUES
      (': owner', CASE WHEN nspname = 'public' THEN NULL ELSE pg_get_userbyid(nspowner)::text END),
      (': comment', CASE WHEN nspname = 'public' THEN NULL ELSE obj_description(oid, 'pg_namespace') END)
    ) AS f (fact, value)
    WHERE nspname = ANY ($1)";

const USAGE: &str = "
    SELECT 'rights on schema ' || nspname || ' of ' ||
             CASE grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(grantee)::text END,
           string_agg(privilege_type || CASE WHEN is_grantable THEN '*' ELSE '' END, ', '
                      ORDER BY privilege_type)
    FROM pg_namespace, aclexplode(coalesce(nspacl, acldefault('n', nspowner)))
    WHERE nspname = ANY ($1) AND nspname <> 'public' AND grantee <> nspowner
    GROUP BY nspname, grantee";

const EXTENSIONS: &str = "
    SELECT 'extension ' || extname, nspname
    FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace
    WHERE extname <> 'plpgsql' AND cardinality($1::text[]) IS NOT NULL";

const DATABASE: &str = "
    SELECT 'rights on the database of ' ||
             CASE grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(grantee)::text END,
           string_agg(privilege_type, ', ' ORDER BY privilege_type)
    FROM pg_database, aclexplode(coalesce(datacl, acldefault('d', datdba)))
    WHERE datname = current_database() AND grantee <> datdba
      AND cardinality($1::text[]) IS NOT NULL
    GROUP BY grantee";

/// What a kind of object starts with, beside all rights of its owner.
const DEFAULTS: &str = "
    SELECT 'later ' || CASE defaclobjtype WHEN 'r' THEN 'tables' WHEN 'S' THEN 'sequences'
             WHEN 'f' THEN 'routines' WHEN 'T' THEN 'types' ELSE 'schemas' END
             || coalesce(' in ' || nspname, '') || ' of ' || pg_get_userbyid(defaclrole)::text,
           (SELECT coalesce(string_agg(privilege_type || ' for ' ||
                     CASE grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(grantee)::text END, ', '
                     ORDER BY privilege_type, pg_get_userbyid(grantee)::text), 'nothing')
            FROM aclexplode(defaclacl) WHERE grantee <> defaclrole)
    FROM pg_default_acl LEFT JOIN pg_namespace n ON n.oid = defaclnamespace
    WHERE cardinality($1::text[]) IS NOT NULL";

pub(super) fn compare(subject: &mut Subject<'_, '_>, expected: &mut Facts, actual: &mut Facts) {
    for query in [SCHEMAS, USAGE, EXTENSIONS, DATABASE, DEFAULTS] {
        subject.read(actual, query);
    }
    let database = subject.database;
    for schema in database
        .schemas()
        .iter()
        .filter(|schema| schema.name != *"public")
    {
        let name = &schema.name.as_str();
        expected.add(format!("schema {name}: owner"), &subject.owner);
        let comment = schema.comment.as_ref().map(|comment| comment.as_str());
        expected.add_some(format!("schema {name}: comment"), comment);
        for role in &schema.usage {
            let role = grants::role_name(role);
            expected.add(format!("rights on schema {name} of {role}"), "USAGE");
        }
    }
    for extension in database.extensions() {
        let name = format!("extension {}", extension.name.as_str());
        expected.add(name, extension.schema.as_str());
    }
    database_rights(subject, expected);
    later_objects(subject, expected);
}

fn database_rights(subject: &Subject<'_, '_>, expected: &mut Facts) {
    let database = subject.database;
    let name = |role: &str| format!("rights on the database of {role}");
    let locked = database.profile().filter(|profile| profile.lock_database);
    if locked.is_some() {
        for role in database.roles().iter().filter(|role| role.login) {
            expected.add(name(role.name.as_str()), "CONNECT");
        }
    } else {
        expected.add(name("PUBLIC"), "CONNECT, TEMPORARY");
    }
    if let Some(profile) = database.profile()
        && !database.extensions().is_empty()
    {
        expected.add(name(profile.owner.as_str()), "CREATE");
    }
}

fn later_objects(subject: &Subject<'_, '_>, expected: &mut Facts) {
    for default in subject.database.default_privileges() {
        let kind = match default.on {
            DefaultObject::Tables => "tables",
            DefaultObject::Sequences => "sequences",
            DefaultObject::Routines => "routines",
            DefaultObject::Types => "types",
            DefaultObject::Schemas => "schemas",
        };
        let within = default.schema.as_ref();
        let within = within.map_or_else(String::new, |schema| format!(" in {}", schema.as_str()));
        let rights = if default.revoke {
            // PUBLIC has these from the start, and nothing else.
            let all = matches!(
                (default.on, default.privileges.as_slice()),
                (DefaultObject::Routines, [Privilege::Execute])
                    | (DefaultObject::Types, [Privilege::Usage])
            );
            assert!(all, "{default:?}");
            "nothing".to_owned()
        } else {
            let role = grants::role_name(&default.role);
            list(
                default
                    .privileges
                    .iter()
                    .map(|it| format!("{} for {role}", grants::privilege(*it))),
            )
        };
        expected.add(format!("later {kind}{within} of {}", subject.owner), rights);
    }
}
