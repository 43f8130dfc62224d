//! From constant definitions to the model: the one place where they meet.
//!
//! Lifting settles names, puts the tenant column into keys, indexes and foreign keys, and turns
//! what types ask for into constraints. It collects every problem and stops at none.

mod append_only;
mod builder;
mod column;
mod constraint;
mod context;
mod encrypted;
mod expression;
mod fields;
mod foreign_key;
mod index;
mod names;
mod partition;
mod places;
mod security;
mod table;
mod touch;
mod type_check;
mod types;

pub use builder::DatabaseBuilder;

pub(crate) use expression::name_helpers;
pub(crate) use names::{derived_name, hash};
pub(crate) use touch::is_touched;
pub(crate) use types::uuid_v7_name;
