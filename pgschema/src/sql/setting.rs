use super::guard::write_on_current_database;
use super::{Identifier, Parameter, SettingValue, ToSql, Writer};

/// `ALTER ROLE … SET`: what the sessions of a role start with.
///
/// It is a default and no limit: the role itself can SET what it likes.
///
/// ```
/// use pgschema::sql::{AlterRoleSet, Identifier, Parameter, SettingValue, TextLiteral};
///
/// let role = Identifier::new("app_runtime")?;
/// let timeout = Parameter::new("statement_timeout")?;
/// let value = SettingValue::Text(TextLiteral::new("15s")?);
/// let set = AlterRoleSet::new(role, timeout, value);
/// assert_eq!(set.to_string(), "ALTER ROLE app_runtime SET statement_timeout = '15s';");
/// assert_eq!(
///     set.in_current_database().to_string(),
///     "DO $$
/// BEGIN
///   EXECUTE pg_catalog.format('ALTER ROLE app_runtime IN DATABASE %I \
///      SET statement_timeout = ''15s''', pg_catalog.current_database());
/// END
/// $$;"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// PostgreSQL manual: ALTER ROLE.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlterRoleSet {
    role: Identifier,
    parameter: Parameter,
    value: SettingValue,
    in_current_database: bool,
}

impl AlterRoleSet {
    /// A setting of a role in every database.
    #[must_use]
    pub const fn new(role: Identifier, parameter: Parameter, value: SettingValue) -> Self {
        Self {
            role,
            parameter,
            value,
            in_current_database: false,
        }
    }

    /// In the database that the statement is run in, and no other.
    #[must_use]
    pub fn in_current_database(mut self) -> Self {
        self.in_current_database = true;
        self
    }

    fn write_role(&self, out: &mut Writer) {
        out.push("ALTER ROLE ");
        self.role.write(out);
    }

    fn write_setting(&self, out: &mut Writer) {
        out.push(" SET ");
        write_assignment(&self.parameter, &self.value, out);
    }
}

impl ToSql for AlterRoleSet {
    fn write(&self, out: &mut Writer) {
        if self.in_current_database {
            let before = |out: &mut Writer| {
                self.write_role(out);
                out.push(" IN DATABASE ");
            };
            return write_on_current_database(out, before, |out| self.write_setting(out));
        }
        self.write_role(out);
        self.write_setting(out);
        out.push(";");
    }
}

/// `SET`: a parameter of this session.
///
/// ```
/// use pgschema::sql::{Identifier, Parameter, SetParameter, SettingValue};
///
/// let path = SettingValue::List(vec![Identifier::new("app")?, Identifier::new("pg_temp")?]);
/// let set = SetParameter::new(Parameter::new("search_path")?, path);
/// assert_eq!(set.to_string(), "SET search_path = app, pg_temp;");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// PostgreSQL manual: SET.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetParameter {
    parameter: Parameter,
    value: SettingValue,
    is_local: bool,
}

impl SetParameter {
    /// A parameter and its value.
    #[must_use]
    pub const fn new(parameter: Parameter, value: SettingValue) -> Self {
        Self {
            parameter,
            value,
            is_local: false,
        }
    }

    /// Until the transaction ends; outside of one it does nothing.
    #[must_use]
    pub const fn local(mut self) -> Self {
        self.is_local = true;
        self
    }

    /// The parameter.
    #[must_use]
    pub const fn parameter(&self) -> &Parameter {
        &self.parameter
    }
}

impl ToSql for SetParameter {
    fn write(&self, out: &mut Writer) {
        out.push(if self.is_local { "SET LOCAL " } else { "SET " });
        write_assignment(&self.parameter, &self.value, out);
        out.push(";");
    }
}

/// Writes `parameter = value`.
pub(super) fn write_assignment(parameter: &Parameter, value: &SettingValue, out: &mut Writer) {
    parameter.write(out);
    out.push(" = ");
    value.write(out);
}

/// `RESET`: a parameter becomes what the session began with.
///
/// ```
/// use pgschema::sql::{Parameter, ResetParameter};
///
/// let reset = ResetParameter::new(Parameter::new("search_path")?);
/// assert_eq!(reset.to_string(), "RESET search_path;");
/// # Ok::<(), pgschema::sql::ParameterError>(())
/// ```
///
/// PostgreSQL manual: RESET.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResetParameter {
    parameter: Parameter,
}

impl ResetParameter {
    /// A parameter.
    #[must_use]
    pub const fn new(parameter: Parameter) -> Self {
        Self { parameter }
    }

    /// The parameter.
    #[must_use]
    pub const fn parameter(&self) -> &Parameter {
        &self.parameter
    }
}

impl ToSql for ResetParameter {
    fn write(&self, out: &mut Writer) {
        out.push("RESET ");
        self.parameter.write(out);
        out.push(";");
    }
}

/// `SET ROLE`: what follows is done with the rights of another role.
///
/// ```
/// use pgschema::sql::{Identifier, SetRole};
///
/// let set = SetRole::new(Identifier::new("app_owner")?);
/// assert_eq!(set.to_string(), "SET ROLE app_owner;");
/// # Ok::<(), pgschema::sql::IdentifierError>(())
/// ```
///
/// PostgreSQL manual: SET ROLE.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetRole {
    role: Identifier,
}

impl SetRole {
    /// A role to become. No role can have the name `none`: it means [`ResetRole`], in quotes too.
    #[must_use]
    pub const fn new(role: Identifier) -> Self {
        Self { role }
    }
}

impl ToSql for SetRole {
    fn write(&self, out: &mut Writer) {
        out.push("SET ROLE ");
        self.role.write(out);
        out.push(";");
    }
}

/// `RESET ROLE`: the end of [`SetRole`].
///
/// ```
/// use pgschema::sql::ResetRole;
///
/// assert_eq!(ResetRole.to_string(), "RESET ROLE;");
/// ```
///
/// PostgreSQL manual: SET ROLE.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResetRole;

impl ToSql for ResetRole {
    fn write(&self, out: &mut Writer) {
        out.push("RESET ROLE;");
    }
}
