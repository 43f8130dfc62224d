use serde::{Deserialize, Serialize};

use crate::define::Privilege;
use crate::sql::{DefaultObject, GrantedPrivilege, Identifier, RoleName};

/// What a role may do with a table or a view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableGrant {
    /// Who may.
    pub role: RoleName,
    /// What, on the whole or on columns; sorted.
    pub privileges: Vec<GrantedPrivilege>,
}

/// What is granted or revoked on objects that the owner makes later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DefaultPrivilege {
    /// Whether it is taken away.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub revoke: bool,
    /// Which rights.
    pub privileges: Vec<Privilege>,
    /// On what kind of object.
    pub on: DefaultObject,
    /// In which schema; in all of them without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<Identifier>,
    /// To or from whom.
    pub role: RoleName,
}
