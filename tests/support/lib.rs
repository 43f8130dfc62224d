//! Servers for the project's own tests: [`pgschema::verify::Server`], one for each version that tests run
//! on, with databases and roles that have numbers.
//!
//! ```no_run
//! use pgschema_test_support::{apply, for_each_version};
//!
//! for_each_version(|cluster| {
//!     let database = cluster.fresh_database();
//!     apply(&mut database.owner(), "CREATE SCHEMA app;");
//! });
//! ```
//!
//! Databases live in a cluster that all tests of one process share; roles are global to it. A test
//! whose roles have fixed names takes a cluster of its own: [`for_each_own_cluster`].
//!
//! Everything here panics instead of returning an error, with a message for the person who runs
//! the tests, save where a test may be after the error itself.

mod apply;
mod cluster;
mod connect;
mod versions;

pub use apply::apply;
pub use cluster::Cluster;
pub use connect::{TestDatabase, sqlstate};
pub use versions::{SUPPORTED, for_each_own_cluster, for_each_version, versions};
