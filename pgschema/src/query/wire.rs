//! How the drivers `postgres` and `tokio-postgres`, which share their errors, send a value and say what went wrong.

use std::error::Error;

#[cfg(feature = "postgres")]
use ::postgres::Error as DriverError;
#[cfg(not(feature = "postgres"))]
use ::tokio_postgres::Error as DriverError;
use bytes::BytesMut;
use postgres_types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

use super::{Parameter, Query};

impl ToSql for Parameter {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Self::Boolean(value) => value.to_sql(ty, out),
            Self::Integer(value) => value.to_sql(ty, out),
            Self::Text(value) => value.to_sql(ty, out),
            Self::Bytes(value) => value.to_sql(ty, out),
        }
    }

    fn accepts(ty: &Type) -> bool {
        [Type::BOOL, Type::INT8, Type::TEXT, Type::BYTEA].contains(ty)
    }

    to_sql_checked!();
}

impl Query {
    /// The values with their types, as `query_typed` takes them: no round trip asks the server for the types, and
    /// nothing is left prepared on a connection that a pool gives to somebody else.
    #[must_use]
    pub fn typed_parameters(&self) -> Vec<(&(dyn ToSql + Sync), Type)> {
        let parameters = self.parameters.iter();
        let typed = parameters.map(|it| {
            let data_type = match it {
                Parameter::Boolean(_) => Type::BOOL,
                Parameter::Integer(_) => Type::INT8,
                Parameter::Text(_) => Type::TEXT,
                Parameter::Bytes(_) => Type::BYTEA,
            };
            (it as &(dyn ToSql + Sync), data_type)
        });
        typed.collect()
    }
}

/// What `EXPLAIN (FORMAT JSON)` gives, as the text that it is.
pub(super) struct Json(pub(super) String);

impl<'a> FromSql<'a> for Json {
    fn from_sql(_: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self(String::from_utf8_lossy(raw).into_owned()))
    }

    fn accepts(ty: &Type) -> bool {
        *ty == Type::JSON
    }
}

/// What an error says: the driver's own word for all that a server says is "db error". The DETAIL stays in the source, since
/// it has values of rows.
pub(super) fn said(error: &DriverError) -> String {
    match error.as_db_error() {
        Some(server) => format!("{} ({})", server.message(), server.code().code()),
        None => error.to_string(),
    }
}
