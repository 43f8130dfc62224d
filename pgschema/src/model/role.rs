use serde::{Deserialize, Serialize};

use crate::Version;
use crate::sql::{Identifier, Parameter, SettingValue};

/// A role of the cluster.
///
/// Every attribute that isn't switched on is switched off by name when the role is made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// Its name.
    pub name: Identifier,
    /// Whether it can log in.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub login: bool,
    /// Whether it has the rights of the roles it is a member of without `SET ROLE`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub inherit: bool,
    /// Whether row-level security doesn't bind it, as a backup role needs.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub bypass_row_security: bool,
    /// How many connections it may have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub connection_limit: Option<i32>,
    /// The settings that its sessions start with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub settings: Vec<RoleSetting>,
}

impl Role {
    /// A role that can't log in and has nothing.
    #[must_use]
    pub const fn new(name: Identifier) -> Self {
        Self {
            name,
            login: false,
            inherit: false,
            bypass_row_security: false,
            connection_limit: None,
            settings: Vec::new(),
        }
    }

    /// How many connections it may have; nothing where there is no limit.
    pub(crate) fn most_connections(&self) -> Option<u32> {
        self.connection_limit.and_then(|it| u32::try_from(it).ok())
    }

    /// A role that can log in and has nothing else.
    #[must_use]
    pub fn login(name: Identifier) -> Self {
        Self {
            login: true,
            ..Self::new(name)
        }
    }
}

/// A setting that the sessions of a role start with.
///
/// A default, not a limit: the role itself can set something else.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleSetting {
    /// Which parameter.
    pub parameter: Parameter,
    /// Its value.
    pub value: SettingValue,
    /// Whether it holds in this database only.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub in_database: bool,
    /// The first version that knows the parameter; servers before it go without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Version>,
}

/// A role that may become another one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Membership {
    /// The role that is granted.
    pub role: Identifier,
    /// Who is granted it; without a name whoever runs the DDL.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<Identifier>,
}
