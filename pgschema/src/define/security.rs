use serde::{Deserialize, Serialize};

use super::{ExprDef, FieldPath};

/// `policy(name = "…", for = select, to(runtime), using = …)`.
#[derive(Clone, Copy, Debug)]
pub struct PolicyDef {
    /// The name of the policy.
    pub name: &'static str,
    /// `as = restrictive`.
    pub kind: PolicyKind,
    /// `for = select`.
    pub command: Command,
    /// `to(…)`; never empty.
    pub roles: &'static [RoleDef],
    /// `using = …`.
    pub using: Option<ExprDef>,
    /// `with_check = …`.
    pub with_check: Option<ExprDef>,
    /// The line of the attribute, for messages.
    pub line: u32,
}

/// How a policy combines with the others of its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PolicyKind {
    /// One permissive policy that holds is enough.
    Permissive,
    /// Every restrictive policy must hold.
    Restrictive,
}

/// What a policy applies to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Every command.
    All,
    /// SELECT.
    Select,
    /// INSERT.
    Insert,
    /// UPDATE.
    Update,
    /// DELETE.
    Delete,
}

/// `grant(select, update(title), to(runtime))`.
#[derive(Clone, Copy, Debug)]
pub struct GrantDef {
    /// What is granted.
    pub privileges: &'static [PrivilegeDef],
    /// To whom; never empty.
    pub roles: &'static [RoleDef],
}

/// One privilege of a grant.
#[derive(Clone, Copy, Debug)]
pub struct PrivilegeDef {
    /// The privilege.
    pub privilege: Privilege,
    /// Its columns; empty for the whole table.
    pub columns: &'static [FieldPath],
}

/// A privilege.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Privilege {
    /// `SELECT`.
    Select,
    /// `INSERT`.
    Insert,
    /// `UPDATE`.
    Update,
    /// `DELETE`.
    Delete,
    /// `TRUNCATE`, which row-level security doesn't see.
    Truncate,
    /// `REFERENCES`.
    References,
    /// `TRIGGER`.
    Trigger,
    /// `MAINTAIN` (PostgreSQL 17).
    Maintain,
    /// `USAGE`.
    Usage,
    /// `EXECUTE`.
    Execute,
    /// `CREATE`.
    Create,
    /// `CONNECT`.
    Connect,
    /// `TEMPORARY`.
    Temporary,
}

/// A role, as an attribute names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoleDef {
    /// `public`.
    Public,
    /// `current_user`.
    CurrentUser,
    /// `owner`: the profile's role that owns every object.
    Owner,
    /// `migrator`: the profile's role that logs in to migrate.
    Migrator,
    /// `runtime`: the profile's role of the application.
    Runtime,
    /// `readonly`: the profile's role that only reads.
    Readonly,
    /// `"app_support"`: a role by its name.
    Named(&'static str),
}

/// `allow(rule, reason = "…")`.
#[derive(Clone, Copy, Debug)]
pub struct AllowDef {
    /// The default that is switched off.
    pub rule: &'static str,
    /// `on = "…"`: the index, constraint, policy, trigger or grantee that it is about.
    pub on: Option<&'static str>,
    /// Why.
    pub reason: &'static str,
}
