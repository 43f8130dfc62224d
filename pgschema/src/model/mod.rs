//! The database as data: owned, complete, serialisable.
//!
//! A model is what the definitions of the structs come to once the tenant columns are in the
//! keys, the defaults of the hardening profile are applied and every name is settled. It holds no
//! SQL text of its own: expressions, types and names are values of [`crate::sql`].

mod column;
mod constraint;
mod database;
mod exception;
mod function;
mod index;
mod object;
mod place;
mod privilege;
mod profile;
mod role;
mod row_security;
mod snapshot;
mod table;
mod trigger;
mod types;
mod view;

pub use column::{Column, Encryption};
pub use constraint::Constraint;
pub use database::{Database, Extension, Schema};
pub use exception::{Exception, ObjectException};
pub use function::{Argument, Function};
pub use index::Index;
pub use object::{Object, Part};
pub use place::Place;
pub(crate) use place::Places;
pub use privilege::{DefaultPrivilege, TableGrant};
pub use profile::Profile;
pub use role::{Membership, Role, RoleSetting};
pub use row_security::{Policy, RowSecurity};
pub use snapshot::SnapshotError;
pub use table::{Partition, PartitionBy, Table, TableKind};
pub use trigger::Trigger;
pub use types::{Domain, DomainCheck, Enum};
pub use view::View;
