use serde::{Deserialize, Serialize};

use super::Exception;
use crate::sql::{DataType, Identifier};

/// What the hardening profile settled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// The role that owns every object and can't log in.
    pub owner: Identifier,
    /// The role that logs in to migrate.
    pub migrator: Identifier,
    /// The role of the application.
    pub runtime: Identifier,
    /// The role that only reads.
    pub readonly: Identifier,
    /// The type of the tenant columns, where there are any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tenant_type: Option<DataType>,
    /// The type of the owner columns, where there are any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_type: Option<DataType>,
    /// Whether the helpers believe signed tokens alone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub signed_context: bool,
    /// Whether `CONNECT`, `TEMPORARY` and `CREATE` on the database are taken from PUBLIC.
    pub lock_database: bool,
    /// Whether everything on the schema `public` is taken from PUBLIC.
    pub lock_public_schema: bool,
    /// The measures that were switched off, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exceptions: Vec<Exception>,
}
