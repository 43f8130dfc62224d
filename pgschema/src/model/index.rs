use serde::{Deserialize, Serialize};

use crate::define::IndexMethod;
use crate::sql::{Expr, Identifier, IndexElement, StorageParameters};

/// An index.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Index {
    /// Its name, unique among the relations of the schema.
    pub name: Identifier,
    /// The access method.
    #[serde(default = "btree", skip_serializing_if = "is_btree")]
    pub method: IndexMethod,
    /// Whether two rows may not share a key.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unique: bool,
    /// Whether NULLs count as equal in a unique index.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub nulls_not_distinct: bool,
    /// The key.
    pub elements: Vec<IndexElement>,
    /// The columns that the index carries beside its key.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub include: Vec<Identifier>,
    /// Which rows are indexed; all of them without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub predicate: Option<Expr>,
    /// Storage parameters.
    #[serde(default, skip_serializing_if = "StorageParameters::is_empty")]
    pub storage: StorageParameters,
}

impl Index {
    /// A btree index over all rows.
    #[must_use]
    pub fn new(name: Identifier, elements: Vec<IndexElement>) -> Self {
        Self {
            name,
            method: IndexMethod::Btree,
            unique: false,
            nulls_not_distinct: false,
            elements,
            include: Vec::new(),
            predicate: None,
            storage: StorageParameters::default(),
        }
    }
}

const fn btree() -> IndexMethod {
    IndexMethod::Btree
}

fn is_btree(method: &IndexMethod) -> bool {
    *method == IndexMethod::Btree
}
