//! The schema of a multi-tenant application: organisations that write documents, sell products,
//! rent rooms out and pay for a subscription, none of which ever sees anything of another.
//!
//! Each file of [`schema`] has one topic, and its structs are the whole definition: tables with
//! their keys, indexes, conditions, policies and rights. [`database`] puts them together.
//!
//! ```
//! use pgschema::Version;
//!
//! let sql = saas::database(Version::V18)?.render(Version::V18)?;
//! assert!(sql.contains("CREATE TABLE IF NOT EXISTS app.documents"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![allow(
    clippy::duplicated_attributes,
    reason = "two indexes with a column of one name are not the same attribute twice"
)]

mod database;
mod functions;
mod roles;
pub mod schema;
mod views;

pub use database::database;
