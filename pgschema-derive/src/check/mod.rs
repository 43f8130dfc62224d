//! What the keys of one struct or enum must be beside each other. Everything is looked at, whatever
//! has been found before.

mod column;
mod constraint;
mod domain;
mod encrypted;
mod enumeration;
mod fits;
mod index;
mod judged;
mod leaky;
mod names;
mod partition;
mod refused_sql;
mod scope;
mod security;
mod sql;
mod table;
mod type_text;

pub(crate) use domain::domain;
pub(crate) use enumeration::{Value, enumeration};
pub(crate) use judged::Judged;
pub(crate) use scope::{Assertion, Condition, Findings, Hint};
pub(crate) use table::{group, table};
