use serde::{Deserialize, Serialize};

use super::{ExprDef, FieldPath};

/// `index(columns(…))`.
#[derive(Clone, Copy, Debug)]
pub struct IndexDef {
    /// `name = "…"`.
    pub name: Option<&'static str>,
    /// `using = gin`.
    pub method: IndexMethod,
    /// `unique`.
    pub unique: bool,
    /// `nulls_not_distinct` (PostgreSQL 15).
    pub nulls_not_distinct: bool,
    /// The key, in order.
    pub elements: &'static [IndexElementDef],
    /// `include(…)`.
    pub include: &'static [FieldPath],
    /// `where = …`.
    pub predicate: Option<ExprDef>,
    /// `with(fillfactor = 70)`: names and values.
    pub storage: &'static [(&'static str, &'static str)],
    /// `across_tenants`: the tenant column is not put in front.
    pub across_tenants: bool,
    /// The line of the attribute, for messages.
    pub line: u32,
}

impl IndexDef {
    /// An index of nothing, which expansions complete.
    pub const EMPTY: Self = Self {
        name: None,
        method: IndexMethod::Btree,
        unique: false,
        nulls_not_distinct: false,
        elements: &[],
        include: &[],
        predicate: None,
        storage: &[],
        across_tenants: false,
        line: 0,
    };
}

/// An index access method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IndexMethod {
    /// `btree`.
    Btree,
    /// `hash`.
    Hash,
    /// `gin`.
    Gin,
    /// `gist`.
    Gist,
    /// `spgist`.
    Spgist,
    /// `brin`.
    Brin,
    /// `hnsw`, of the extension pgvector.
    Hnsw,
    /// `ivfflat`, of the extension pgvector.
    Ivfflat,
}

/// One element of an index: `created_at desc nulls_last`, `"lower(email)" collate "C"`.
#[derive(Clone, Copy, Debug)]
pub struct IndexElementDef {
    /// What is indexed.
    pub key: KeyDef,
    /// `collate "…"`.
    pub collation: Option<&'static str>,
    /// `opclass "…"`.
    pub operator_class: Option<&'static str>,
    /// `asc`, `desc`.
    pub order: Option<SortOrder>,
    /// `nulls_first`, `nulls_last`.
    pub nulls: Option<NullsOrder>,
}

impl IndexElementDef {
    /// An element of nothing, which expansions complete.
    pub const EMPTY: Self = Self {
        key: KeyDef::Column(""),
        collation: None,
        operator_class: None,
        order: None,
        nulls: None,
    };
}

/// What an element of an index is made of.
#[derive(Clone, Copy, Debug)]
pub enum KeyDef {
    /// A column.
    Column(FieldPath),
    /// An expression.
    Expression(ExprDef),
}

/// The direction of an index element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SortOrder {
    /// `ASC`.
    Asc,
    /// `DESC`.
    Desc,
}

/// Where NULLs stand in an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NullsOrder {
    /// `NULLS FIRST`.
    First,
    /// `NULLS LAST`.
    Last,
}
