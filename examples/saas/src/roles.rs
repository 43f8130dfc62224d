//! Roles beside those of the hardening profile.

use std::error::Error;

use pgschema::Version;
use pgschema::model::{Role, RoleSetting};
use pgschema::sql::{Identifier, Parameter, SettingValue, TextLiteral};

use crate::database::SCHEMA;

/// The application, as the profile names it.
pub(crate) const RUNTIME: &str = "app_runtime";

/// Reports and people who look, as the profile names them.
pub(crate) const READONLY: &str = "app_readonly";

/// Whoever takes jobs of all tenants off the queue. It has rights on that table only.
pub(crate) fn worker() -> Result<Role, Box<dyn Error>> {
    let text = |parameter: &str, value: &str| -> Result<RoleSetting, Box<dyn Error>> {
        Ok(RoleSetting {
            parameter: Parameter::new(parameter)?,
            value: SettingValue::Text(TextLiteral::new(value)?),
            in_database: false,
            since: None,
        })
    };
    let search_path = RoleSetting {
        parameter: Parameter::new("search_path")?,
        value: SettingValue::List(vec![Identifier::new(SCHEMA)?, Identifier::new("pg_temp")?]),
        in_database: true,
        since: None,
    };
    Ok(Role {
        connection_limit: Some(10),
        settings: vec![
            text("statement_timeout", "5s")?,
            text("lock_timeout", "1s")?,
            text("idle_in_transaction_session_timeout", "10s")?,
            RoleSetting {
                since: Some(Version::V17),
                ..text("transaction_timeout", "30s")?
            },
            search_path,
        ],
        ..Role::login(Identifier::new("app_worker")?)
    })
}
