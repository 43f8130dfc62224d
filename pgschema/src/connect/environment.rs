use std::collections::BTreeMap;
use std::env;
use std::ffi::OsString;

use super::transport::names_host;
use super::{ConnectionString, ConnectionStringError, Parameter, parse};

/// What most programs and hosts call it.
const URL: &str = "DATABASE_URL";

impl ConnectionString {
    /// The string of the environment: `DATABASE_URL`, and for what that doesn't say libpq's own
    /// variables, such as `PGPASSWORD`. `PGSERVICEFILE` is left to libpq, which reads the service file.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), pgschema::connect::ConnectionStringError> {
    /// let connection = pgschema::connect::ConnectionString::from_environment()?;
    /// println!("connecting to {connection}");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// If a variable is no text or can't be what it says, or the server wouldn't be verified.
    pub fn from_environment() -> Result<Self, ConnectionStringError> {
        Self::from_variables(|name| env::var_os(name))
    }

    /// The same of variables from elsewhere.
    ///
    /// ```
    /// use pgschema::connect::ConnectionString;
    ///
    /// let connection = ConnectionString::from_variables(|name| match name {
    ///     "DATABASE_URL" => Some("postgres://app_runtime@db.example.com/app_db".into()),
    ///     "PGPASSWORD" => Some("correct horse".into()),
    ///     _ => None,
    /// })?;
    /// assert_eq!(
    ///     connection.to_string(),
    ///     "postgresql://app_runtime:***@db.example.com/app_db?sslmode=verify-full"
    /// );
    /// # Ok::<(), pgschema::connect::ConnectionStringError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`from_environment`](Self::from_environment).
    pub fn from_variables(
        variable: impl Fn(&str) -> Option<OsString>,
    ) -> Result<Self, ConnectionStringError> {
        let text = |name: &'static str| match variable(name).filter(|it| !it.is_empty()) {
            None => Ok(None),
            Some(value) => match value.into_string() {
                Ok(value) => Ok(Some(super::Secret::new(value))),
                Err(_) => Err(ConnectionStringError::Variable(name)),
            },
        };
        let mut values = match text(URL)? {
            Some(url) => parse::values(url.expose())?,
            None => BTreeMap::new(),
        };
        for parameter in Parameter::ALL {
            let Some(name) = parameter.variable() else {
                continue;
            };
            // As a parameter, most versions of libpq don't know it, and each reads the variable itself.
            if values.contains_key(parameter) || *parameter == Parameter::Servicefile {
                continue;
            }
            if let Some(value) = text(name)? {
                parse::insert(&mut values, *parameter, value)?;
            }
        }
        parse::check_ports(&values)?;
        // Nothing is left that could name a host: it is the socket of this machine, over which the word means nothing.
        if !names_host(&values) && !values.contains_key(&Parameter::Service) {
            values.remove(&Parameter::Sslmode);
        }
        Self::from_values(values, None)
    }
}
