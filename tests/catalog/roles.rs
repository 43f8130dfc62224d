//! Roles, their settings, and who may become whom.

use pgschema::Version;
use pgschema::sql::{SettingValue, ToSql};

use super::Subject;
use super::facts::{Facts, list};

/// The model's roles are given in place of its schemas.
const ROLES: &str = "
    SELECT 'role ' || rolname, concat_ws(' ',
      CASE WHEN rolcanlogin THEN 'LOGIN' END, CASE WHEN rolinherit THEN 'INHERIT' END,
      CASE WHEN rolsuper THEN 'SUPERUSER' END, CASE WHEN rolcreatedb THEN 'CREATEDB' END,
      CASE WHEN rolcreaterole THEN 'CREATEROLE' END,
      CASE WHEN rolreplication THEN 'REPLICATION' END,
      CASE WHEN rolbypassrls THEN 'BYPASSRLS' END, 'limit ' || rolconnlimit)
    FROM pg_roles WHERE rolname = ANY ($1)";

const SETTINGS: &str = "
    SELECT 'setting of ' || rolname || CASE setdatabase WHEN 0 THEN '' ELSE ' here' END
             || ': ' || split_part(setting, '=', 1),
           substr(setting, position('=' IN setting) + 1)
    FROM pg_db_role_setting JOIN pg_roles r ON r.oid = setrole, unnest(setconfig) AS setting
    WHERE rolname = ANY ($1)
      AND setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))";

/// Who makes a role on 16 and later gets ADMIN on it from the server itself.
const MEMBERSHIPS: &str = "
    SELECT pg_get_userbyid(roleid)::text || ' for ' || pg_get_userbyid(member)::text,
           $options
    FROM pg_auth_members
    WHERE (pg_get_userbyid(roleid)::text = ANY ($1) OR pg_get_userbyid(member)::text = ANY ($1))
      AND NOT (admin_option AND grantor = 10)";

pub(super) fn compare(subject: &mut Subject<'_, '_>, expected: &mut Facts, actual: &mut Facts) {
    let database = subject.database;
    let names: Vec<&str> = database
        .roles()
        .iter()
        .map(|role| role.name.as_str())
        .collect();
    let options = if subject.version >= Version::V16 {
        "format('inherit %s, set %s, admin %s', inherit_option, set_option, admin_option)"
    } else {
        "format('admin %s', admin_option)"
    };
    let memberships = MEMBERSHIPS.replace("$options", options);
    for query in [ROLES, SETTINGS, &memberships] {
        actual.read(subject.probe.transaction(), query, &names);
    }
    for role in database.roles() {
        let name = role.name.as_str();
        let mut words: Vec<String> = [
            (role.login, "LOGIN"),
            (role.inherit, "INHERIT"),
            (role.bypass_row_security, "BYPASSRLS"),
        ]
        .into_iter()
        .filter(|(has, _)| *has)
        .map(|(_, word)| word.to_owned())
        .collect();
        words.push(format!("limit {}", role.connection_limit.unwrap_or(-1)));
        expected.add(format!("role {name}"), words.join(" "));
        for setting in &role.settings {
            if setting.since.is_some_and(|since| subject.version < since) {
                continue;
            }
            let place = if setting.in_database { " here" } else { "" };
            let value = match &setting.value {
                SettingValue::Text(text) => text.as_str().to_owned(),
                SettingValue::Integer(number) => number.to_string(),
                SettingValue::Boolean(true) => "on".to_owned(),
                SettingValue::Boolean(false) => "off".to_owned(),
                SettingValue::List(names) => list(names.iter().map(ToSql::to_sql)),
            };
            let parameter = setting.parameter.as_str();
            expected.add(format!("setting of {name}{place}: {parameter}"), value);
        }
    }
    let options = if subject.version >= Version::V16 {
        "inherit f, set t, admin f"
    } else {
        "admin f"
    };
    for membership in database.memberships() {
        let member = membership.member.as_ref();
        let member = member.map_or(subject.runner.as_str(), |member| member.as_str());
        expected.add(
            format!("{} for {member}", membership.role.as_str()),
            options,
        );
    }
}
