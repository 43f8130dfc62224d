//! What shouldn't be, though it could: rules with a severity, a reason and a fix.
//!
//! ```
//! # #[cfg(all(feature = "derive", feature = "uuid"))]
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use pgschema::{Database, Table};
//! use uuid::Uuid;
//!
//! /// A request for help.
//! #[derive(Table)]
//! #[pg(table = "tickets", tenant = tenant_id)]
//! struct Ticket {
//!     #[pg(primary_key)]
//!     id: Uuid,
//!     tenant_id: Uuid,
//!     #[pg(max_len = 20)]
//!     status: String,
//!     is_urgent: Option<bool>,
//! }
//!
//! let database = Database::builder().hardened("app").table::<Ticket>().build()?;
//! let report = database.lint();
//! let finding = &report.findings()[0];
//! assert_eq!(finding.rule.name, "nullable_boolean");
//! assert_eq!(finding.object.name(), "app.tickets.is_urgent");
//! # Ok(())
//! # }
//! # #[cfg(not(all(feature = "derive", feature = "uuid")))]
//! # fn main() {}
//! ```
//!
//! One line fails a test or a build script that has findings of at least a warning, and shows them:
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let database = pgschema::Database::builder().hardened("app").build()?;
//! database.deny_lints()?;
//! # Ok(())
//! # }
//! ```
//!
//! What is meant to be so is allowed where it is, with a reason that stands in the report:
//! `#[pg(allow(nullable_boolean, reason = "NULL: nobody has looked yet"))]` on the field, the same on
//! the struct for the table or a part of it (`on = "name"` says which), and
//! [`DatabaseBuilder::allow`](crate::DatabaseBuilder::allow) for roles, functions and views. An
//! `allow` that silences nothing is a finding itself. A [`Linter`] has other severities.
//!
//! The rule book, a page for each rule, is in `pgschema/docs/rules`, beginning with its `README.md`;
//! [`contents`] and [`Rule::page`] are its text. A [`Report`] is shown to people, to programs and to
//! code scanning: the chapter [`lints`](crate::guide::lints) of the guide has an example of each.

mod allow;
mod book;
mod check;
mod context;
mod dispatch;
mod finding;
mod findings;
pub(crate) mod kind;
mod linter;
mod live;
mod output;
mod policy;
mod report;
mod rule;
mod rules;
mod scan;
mod severity;

pub use book::contents;
pub use finding::{AllowedFinding, Finding};
pub use linter::{Linter, UnknownRule};
pub use live::SERVER_RULES;
#[cfg(feature = "diagnostics")]
pub use output::Colour;
pub use report::{DeniedLints, Report};
pub use rule::Rule;
pub use severity::Severity;

pub use crate::model::{Object, Part, Place};
pub use rules::RULES;

use crate::model::Database;

/// The views and tables that the [queries](Rule::catalog) of rules read: temporary, in the order of
/// the statements. `rt` takes the names of the roles that programs and people come under, `tcol`
/// those of the tenant columns.
pub const CATALOG_VIEWS: &str = include_str!("catalog/views.sql");

/// The rule of a name, one of those that only a server is asked among them.
///
/// ```
/// assert_eq!(pgschema::lint::rule("float_money").unwrap().id, "TYP003");
/// ```
#[must_use]
pub fn rule(name: &str) -> Option<&'static Rule> {
    all_rules().find(|rule| rule.name == name)
}

/// The rules for models, then those that only a server is asked.
pub(crate) fn all_rules() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().chain(SERVER_RULES).copied()
}

impl Database {
    /// Looks for what is unwise, by every rule and its own severity.
    #[must_use]
    pub fn lint(&self) -> Report {
        Linter::new().lint(self)
    }

    /// The [report](Self::lint), if there is no warning and no error in it.
    ///
    /// # Errors
    ///
    /// If there is one. Returned from `main` or a test, the error shows the report.
    pub fn deny_lints(&self) -> Result<Report, DeniedLints> {
        self.lint().deny(Severity::Warning)
    }

    /// The roles that rules take for those under which programs and people come: every role that
    /// logs in, but for the one that migrates.
    #[must_use]
    pub fn runtime_roles(&self) -> Vec<&crate::sql::Identifier> {
        context::Context::new(self).runtime
    }
}
