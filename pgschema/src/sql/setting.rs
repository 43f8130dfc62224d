use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::guard::write_on_current_database;
use super::{Identifier, TextLiteral, ToSql, Writer};

/// What is wrong with the name of a parameter.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no name of a parameter; it is a word, or two with a dot between them")]
pub struct ParameterError(String);

/// The name of a run-time parameter: `statement_timeout`, `app.tenant_id`.
///
/// ```
/// use pgschema::sql::Parameter;
///
/// assert!(Parameter::new("app.tenant_id").is_ok());
/// assert!(Parameter::new("role; DROP TABLE users").is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Parameter(String);

impl Parameter {
    /// A parameter by its name.
    ///
    /// # Errors
    ///
    /// If it isn't one or two words.
    pub fn new(name: impl AsRef<str>) -> Result<Self, ParameterError> {
        let name = name.as_ref();
        let is_word = |word: &str| {
            word.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '_')
                && word
                    .chars()
                    .all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
        };
        let is_name = match name.split_once('.') {
            Some((prefix, rest)) => is_word(prefix) && is_word(rest),
            None => is_word(name),
        };
        if is_name {
            Ok(Self(name.to_owned()))
        } else {
            Err(ParameterError(name.to_owned()))
        }
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl ToSql for Parameter {
    fn write(&self, out: &mut Writer) {
        out.push(&self.0);
    }
}

impl Serialize for Parameter {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Parameter {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

/// The value of a parameter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SettingValue {
    /// A text, which every parameter reads: `'15s'`.
    Text(TextLiteral),
    /// A whole number.
    Integer(i64),
    /// `on`, `off`.
    Boolean(bool),
    /// A list of names; `''` without any.
    List(Vec<Identifier>),
}

impl ToSql for SettingValue {
    fn write(&self, out: &mut Writer) {
        match self {
            Self::Text(text) => text.write(out),
            Self::Integer(number) => out.push_display(number),
            Self::Boolean(true) => out.push("on"),
            Self::Boolean(false) => out.push("off"),
            Self::List(names) if names.is_empty() => out.push("''"),
            Self::List(names) => out.push_list(names, ", "),
        }
    }
}

/// `ALTER ROLE … SET`: what the sessions of a role start with.
///
/// PostgreSQL manual: ALTER ROLE.
///
/// ```
/// use pgschema::sql::{AlterRoleSet, Identifier, Parameter, SettingValue, TextLiteral};
///
/// let timeout = AlterRoleSet::new(
///     Identifier::new("app_runtime")?,
///     Parameter::new("statement_timeout")?,
///     SettingValue::Text(TextLiteral::new("15s")?),
/// );
/// assert_eq!(timeout.to_string(), "ALTER ROLE app_runtime SET statement_timeout = '15s';");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
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

    /// In this database only.
    #[must_use]
    pub const fn in_current_database(mut self) -> Self {
        self.in_current_database = true;
        self
    }
}

impl ToSql for AlterRoleSet {
    fn write(&self, out: &mut Writer) {
        let mut before = Writer::default();
        before.push("ALTER ROLE ");
        self.role.write(&mut before);
        let mut after = Writer::default();
        after.push(" SET ");
        self.parameter.write(&mut after);
        after.push(" = ");
        self.value.write(&mut after);
        if self.in_current_database {
            before.push(" IN DATABASE ");
            write_on_current_database(out, &before.into_string(), &after.into_string());
        } else {
            out.push(&before.into_string());
            out.push(&after.into_string());
            out.push(";");
        }
    }
}

/// `SET`: a parameter of this session.
///
/// PostgreSQL manual: SET.
///
/// ```
/// use pgschema::sql::{Identifier, Parameter, SetParameter, SettingValue};
///
/// let path = SettingValue::List(vec![Identifier::new("app")?, Identifier::new("pg_temp")?]);
/// let set = SetParameter::new(Parameter::new("search_path")?, path);
/// assert_eq!(set.to_string(), "SET search_path = app, pg_temp;");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct SetParameter {
    parameter: Parameter,
    value: SettingValue,
}
impl SetParameter {
    /// A parameter and its value.
    #[must_use]
    pub const fn new(parameter: Parameter, value: SettingValue) -> Self {
        Self { parameter, value }
    }
}
impl ToSql for SetParameter {
    fn write(&self, out: &mut Writer) {
        out.push("SET ");
        self.parameter.write(out);
        out.push(" = ");
        self.value.write(out);
        out.push(";");
    }
}
/// `RESET`: a parameter as the session began with.
///
/// PostgreSQL manual: RESET.
///
/// ```
/// use pgschema::sql::{Parameter, ResetParameter};
///
/// let reset = ResetParameter::new(Parameter::new("search_path")?);
/// assert_eq!(reset.to_string(), "RESET search_path;");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct ResetParameter {
    parameter: Parameter,
}
impl ResetParameter {
    /// A parameter.
    #[must_use]
    pub const fn new(parameter: Parameter) -> Self {
        Self { parameter }
    }
}
impl ToSql for ResetParameter {
    fn write(&self, out: &mut Writer) {
        out.push("RESET ");
        self.parameter.write(out);
        out.push(";");
    }
}
/// `SET ROLE`.
///
/// PostgreSQL manual: SET ROLE.
///
/// ```
/// use pgschema::sql::{Identifier, SetRole};
///
/// assert_eq!(SetRole::new(Identifier::new("app_owner")?).to_string(), "SET ROLE app_owner;");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct SetRole {
    role: Identifier,
}
impl SetRole {
    /// A role to become.
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
/// `RESET ROLE`.
///
/// PostgreSQL manual: SET ROLE.
///
/// ```
/// use pgschema::sql::ResetRole;
///
/// assert_eq!(ResetRole.to_string(), "RESET ROLE;");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResetRole;
impl ToSql for ResetRole {
    fn write(&self, out: &mut Writer) {
        out.push("RESET ROLE;");
    }
}
