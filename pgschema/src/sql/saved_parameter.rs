//! Keeping what a session had, for the time that a transaction needs something else.

use super::{Parameter, ToSql, Writer};

/// Keeps the value of a parameter until the transaction ends or [`RestoreParameter`] brings it
/// back.
///
/// `RESET` goes back to what the session began with, which is not what it had if something has
/// `SET` it since.
///
/// ```
/// use pgschema::sql::{Parameter, SaveParameter};
///
/// let save = SaveParameter::new(Parameter::new("search_path")?);
/// assert_eq!(
///     save.to_string(),
///     "SELECT pg_catalog.set_config('pgschema.search_path', \
///      pg_catalog.current_setting('search_path'), true);"
/// );
/// # Ok::<(), pgschema::sql::ParameterError>(())
/// ```
///
/// PostgreSQL manual: System Administration Functions, Customized Options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaveParameter {
    parameter: Parameter,
}

impl SaveParameter {
    /// A parameter.
    #[must_use]
    pub const fn new(parameter: Parameter) -> Self {
        Self { parameter }
    }
}

impl ToSql for SaveParameter {
    fn write(&self, out: &mut Writer) {
        let (name, kept) = (self.parameter.as_str(), kept_as(&self.parameter));
        write_copy(out, name, &kept, "true");
    }
}

/// Gives a parameter the value that [`SaveParameter`] kept in the same transaction.
///
/// ```
/// use pgschema::sql::{Parameter, RestoreParameter};
///
/// let restore = RestoreParameter::new(Parameter::new("role")?);
/// assert_eq!(
///     restore.to_string(),
///     "SELECT pg_catalog.set_config('role', \
///      pg_catalog.current_setting('pgschema.role'), false);"
/// );
/// # Ok::<(), pgschema::sql::ParameterError>(())
/// ```
///
/// PostgreSQL manual: System Administration Functions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestoreParameter {
    parameter: Parameter,
}

impl RestoreParameter {
    /// A parameter.
    #[must_use]
    pub const fn new(parameter: Parameter) -> Self {
        Self { parameter }
    }
}

impl ToSql for RestoreParameter {
    fn write(&self, out: &mut Writer) {
        let (name, kept) = (self.parameter.as_str(), kept_as(&self.parameter));
        write_copy(out, &kept, name, "false");
    }
}

/// A parameter of nobody's: any session may set one whose name has a dot.
fn kept_as(parameter: &Parameter) -> String {
    format!("pgschema.{}", parameter.as_str())
}

/// Writes that one parameter becomes what another is.
fn write_copy(out: &mut Writer, from: &str, to: &str, in_transaction: &str) {
    out.push("SELECT pg_catalog.set_config(");
    out.push_string_constant(to);
    out.push(", pg_catalog.current_setting(");
    out.push_string_constant(from);
    out.push("), ");
    out.push(in_transaction);
    out.push(");");
}
