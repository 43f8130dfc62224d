//! What the sessions of each role start with.
//!
//! Timeouts, so that one slow query or one forgotten transaction can't hold up everybody. They are
//! defaults, not limits: a role can set something else for itself. The search path names the
//! application's schema and then `pg_temp`, which would otherwise be looked into first.

use super::profile::setting;
use super::{Hardening, Measure, ProfileRole};
use crate::Version;
use crate::model::{Database, Profile, RoleSetting};
use crate::sql::{Identifier, Parameter, SettingValue};
use crate::validate::ProblemKind;

use ProfileRole::{Migrator, Readonly, Runtime};

const TIMEOUTS: [(ProfileRole, &str, &str, Option<Version>); 12] = [
    (Runtime, "statement_timeout", "15s", None),
    (Runtime, "lock_timeout", "5s", None),
    (Runtime, "idle_in_transaction_session_timeout", "30s", None),
    (Runtime, "transaction_timeout", "60s", Some(Version::V17)),
    (Readonly, "statement_timeout", "60s", None),
    (Readonly, "lock_timeout", "2s", None),
    (Readonly, "idle_in_transaction_session_timeout", "60s", None),
    (Readonly, "transaction_timeout", "5min", Some(Version::V17)),
    // A migration may take its time, but must not queue behind a lock with everybody behind it.
    (Migrator, "statement_timeout", "0", None),
    (Migrator, "transaction_timeout", "0", Some(Version::V17)),
    (Migrator, "lock_timeout", "2s", None),
    (Migrator, "idle_in_transaction_session_timeout", "60s", None),
];

pub(super) fn set(
    database: &mut Database,
    hardening: &Hardening,
    profile: &Profile,
) -> Result<(), ProblemKind> {
    let mut settings: Vec<(ProfileRole, RoleSetting)> = Vec::new();
    if hardening.has(Measure::Timeouts) {
        for (role, parameter, value, since) in TIMEOUTS {
            let setting = RoleSetting {
                parameter: parameter_named(parameter)?,
                value: setting(value)?,
                in_database: false,
                since,
            };
            settings.push((role, setting));
        }
    }
    if hardening.has(Measure::ReadOnlyTransactions) {
        let setting = RoleSetting {
            parameter: parameter_named("default_transaction_read_only")?,
            value: SettingValue::Boolean(true),
            in_database: false,
            since: None,
        };
        settings.push((Readonly, setting));
    }
    if hardening.has(Measure::SearchPath) {
        let pg_temp = Identifier::new("pg_temp")?;
        for (role, first) in [
            (Runtime, database.home.clone()),
            (Readonly, database.home.clone()),
            // Migrations qualify their names.
            (Migrator, Identifier::new("pg_catalog")?),
        ] {
            let setting = RoleSetting {
                parameter: parameter_named("search_path")?,
                value: SettingValue::List(vec![first, pg_temp.clone()]),
                in_database: true,
                since: None,
            };
            settings.push((role, setting));
        }
    }
    for ((role, parameter), value) in &hardening.settings {
        let parameter = parameter_named(parameter)?;
        let value = if parameter.as_str().eq_ignore_ascii_case("search_path") {
            list(value)?
        } else {
            setting(value)?
        };
        let known = settings.iter_mut().find(|(known, setting)| {
            let name = setting.parameter.as_str();
            known == role && name.eq_ignore_ascii_case(parameter.as_str())
        });
        match known {
            Some((_, setting)) => setting.value = value,
            None => settings.push((
                *role,
                RoleSetting {
                    parameter,
                    value,
                    in_database: false,
                    since: None,
                },
            )),
        }
    }
    for (role, setting) in settings {
        let name = profile.role(role);
        if let Some(role) = database.roles.iter_mut().find(|known| known.name == *name) {
            role.settings.push(setting);
        }
    }
    Ok(())
}

/// `app, "My Schema"`: in one text, they would be the name of one schema.
fn list(value: &str) -> Result<SettingValue, ProblemKind> {
    let names = value.split(',').map(str::trim).filter(|it| !it.is_empty());
    let names = names.map(|name| {
        let quoted = name.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
        match quoted {
            Some(quoted) => Identifier::new(quoted.replace("\"\"", "\"")),
            None => Identifier::new(name.to_lowercase()),
        }
    });
    Ok(SettingValue::List(names.collect::<Result<_, _>>()?))
}

fn parameter_named(name: &str) -> Result<Parameter, ProblemKind> {
    Parameter::new(name).map_err(|error| ProblemKind::Parameter(error.to_string()))
}
