//! The crate `pgvector`.

use ::pgvector::{SparseVector, Vector};

use crate::define::{PgType, TypeDef};
use crate::typed::{SqlValue, kind};

impl PgType for Vector {
    const TYPE: TypeDef = TypeDef::Extension {
        extension: "vector",
        name: "vector",
    };
}

impl SqlValue for Vector {
    type Kind = kind::Vector;
}

impl PgType for SparseVector {
    const TYPE: TypeDef = TypeDef::Extension {
        extension: "vector",
        name: "sparsevec",
    };
}

impl SqlValue for SparseVector {
    type Kind = kind::SparseVector;
}
