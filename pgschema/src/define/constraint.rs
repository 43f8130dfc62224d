use serde::{Deserialize, Serialize};

use super::{ExprDef, FieldPath, IndexElementDef, IndexMethod, TableDef};

/// `primary_key(columns(tenant_id, id))`.
#[derive(Clone, Copy, Debug)]
pub struct PrimaryKeyDef {
    /// `name = "…"`.
    pub name: Option<&'static str>,
    /// The columns, in order.
    pub columns: &'static [FieldPath],
}

/// `unique`, `unique(columns(…))`.
#[derive(Clone, Copy, Debug)]
pub struct UniqueDef {
    /// `name = "…"`.
    pub name: Option<&'static str>,
    /// The columns; empty on a field.
    pub columns: &'static [FieldPath],
    /// `include(…)`.
    pub include: &'static [FieldPath],
    /// `nulls_not_distinct` (PostgreSQL 15).
    pub nulls_not_distinct: bool,
    /// `deferrable`, `initially_deferred`.
    pub deferrability: Deferrability,
    /// The line of the attribute, for messages.
    pub line: u32,
}

impl UniqueDef {
    /// A constraint of nothing, which expansions complete.
    pub const EMPTY: Self = Self {
        name: None,
        columns: &[],
        include: &[],
        nulls_not_distinct: false,
        deferrability: Deferrability::NotDeferrable,
        line: 0,
    };
}

/// `check(name = "…", …)`.
#[derive(Clone, Copy, Debug)]
pub struct CheckDef {
    /// `name = "…"`.
    pub name: Option<&'static str>,
    /// What must hold.
    pub expression: ExprDef,
}

/// `references(…)`, `foreign_key(…)`.
#[derive(Clone, Copy, Debug)]
pub struct ForeignKeyDef {
    /// `name = "…"`.
    pub name: Option<&'static str>,
    /// The referencing columns; empty on a field.
    pub columns: &'static [FieldPath],
    /// The referenced table; a function, since tables may refer to each other.
    pub target: fn() -> &'static TableDef,
    /// The referenced columns, as fields of the target.
    pub target_columns: &'static [FieldPath],
    /// `on_delete = …`.
    pub on_delete: ReferentialActionDef,
    /// `on_update = …`.
    pub on_update: ReferentialActionDef,
    /// `match = full`.
    pub match_type: Match,
    /// `deferrable`, `initially_deferred`.
    pub deferrability: Deferrability,
    /// The line of the attribute, for messages.
    pub line: u32,
}

/// What happens to referencing rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReferentialActionDef {
    /// `no_action`.
    NoAction,
    /// `restrict`.
    Restrict,
    /// `cascade`.
    Cascade,
    /// `set_null`, `set_null(columns)` (the list: PostgreSQL 15, ON DELETE only).
    SetNull(&'static [FieldPath]),
    /// `set_default`, `set_default(columns)` (the list: PostgreSQL 15, ON DELETE only).
    SetDefault(&'static [FieldPath]),
}

/// When a composite foreign key with NULLs counts as satisfied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Match {
    /// `MATCH SIMPLE`: as soon as one column is NULL.
    Simple,
    /// `MATCH FULL`: only if all of them are.
    Full,
}

/// When a constraint is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deferrability {
    /// `NOT DEFERRABLE`.
    NotDeferrable,
    /// `DEFERRABLE INITIALLY IMMEDIATE`.
    InitiallyImmediate,
    /// `DEFERRABLE INITIALLY DEFERRED`.
    InitiallyDeferred,
}

/// `exclude(columns(room_id with "=", during with "&&"), using = gist)`.
#[derive(Clone, Copy, Debug)]
pub struct ExclusionDef {
    /// `name = "…"`.
    pub name: Option<&'static str>,
    /// `using = gist`.
    pub method: IndexMethod,
    /// The elements, each with its operator.
    pub elements: &'static [ExclusionElementDef],
    /// `where = …`.
    pub predicate: Option<ExprDef>,
    /// `deferrable`, `initially_deferred`.
    pub deferrability: Deferrability,
}

/// One element of an exclusion constraint.
#[derive(Clone, Copy, Debug)]
pub struct ExclusionElementDef {
    /// What is compared.
    pub element: IndexElementDef,
    /// With which operator.
    pub operator: &'static str,
}
