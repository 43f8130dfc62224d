//! What the derive macros target: constant definitions, and the traits that carry them.
//!
//! A definition is constant data made of `&'static` references and function pointers. It holds no
//! SQL of its own making and allocates nothing; [`crate::model`] has the owned counterpart of each.

mod column;
mod constraint;
pub(crate) mod envelope;
mod expression;
mod fits;
mod group;
mod index;
mod judge;
mod known;
mod message;
mod security;
mod table;
mod types;
mod unknown;

pub use column::{
    ColumnDef, ColumnEntry, Compression, EncryptedDef, GeneratedDef, GeneratedKind, IdentityDef,
    IdentityKind, Storage,
};
pub use constraint::{
    CheckDef, Deferrability, ExclusionDef, ExclusionElementDef, ForeignKeyDef, Match,
    PrimaryKeyDef, ReferentialActionDef, UniqueDef,
};
pub use expression::ExprDef;
#[doc(hidden)]
pub use fits::{
    can_be_compared, can_be_compared_or_is_json, can_be_identity, can_be_moved, has_collation,
    is_bytea, is_exact, is_leakproof, is_leakproof_in_group, is_moment, takes_dimensions,
    takes_precision,
};
#[doc(hidden)]
pub use group::{group_has_column, group_touches};
pub use index::{IndexDef, IndexElementDef, IndexMethod, KeyDef, NullsOrder, SortOrder};
#[doc(hidden)]
pub use judge::{judge_column, judge_group, judge_key, judge_table};
pub use security::{
    AllowDef, Command, GrantDef, PolicyDef, PolicyKind, Privilege, PrivilegeDef, RoleDef,
};
pub use table::{
    BoundDef, ColumnGroup, FieldPath, GroupDef, PartitionBoundDef, PartitionByDef, PartitionDef,
    PartitionStrategy, Table, TableDef,
};
pub use types::{
    BuiltinType, ColumnType, DomainDef, EnumDef, EnumRepresentation, EnumVariantDef, PgDomain,
    PgElement, PgEnum, PgType, TypeCheck, TypeDef,
};
#[doc(hidden)]
pub use unknown::UnknownColumn;
