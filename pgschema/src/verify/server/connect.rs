//! Ways into a server.

use std::fmt::Write;
use std::panic;
use std::thread;

use postgres::{Client, Config, Error, NoTls};

use super::{Server, ServerError};
use crate::sql::Identifier;

/// The role that may do everything.
const SUPERUSER: &str = "postgres";

impl Server {
    /// Connects as a role. None needs a password.
    ///
    /// Use another driver within an asynchronous runtime, with
    /// [`connection_string`](Self::connection_string): this one panics there.
    ///
    /// # Errors
    ///
    /// If the server refuses: there is no such role or database, or the role may not connect to it.
    pub fn connect(&self, role: &str, database: &str) -> Result<Client, ServerError> {
        self.try_connect(role, database)
            .map_err(ServerError::refused(format!(
                "connecting as {role} to the database {database}"
            )))
    }

    /// Connects as the superuser `postgres`.
    ///
    /// # Errors
    ///
    /// As [`connect`](Self::connect).
    pub fn client(&self, database: &str) -> Result<Client, ServerError> {
        self.connect(SUPERUSER, database)
    }

    /// Creates an empty database, which `postgres` owns. The one that is there from the beginning is
    /// called `postgres` too.
    ///
    /// ```no_run
    /// # use pgschema::{Version, verify::Server};
    /// # let server = Server::start(Version::V18)?;
    /// server.create_database("orders")?;
    /// let name: String = server.client("orders")?.query_one("SELECT current_catalog::text", &[])?.get(0);
    /// assert_eq!(name, "orders");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If the name is no name, or is taken.
    pub fn create_database(&self, name: &str) -> Result<(), ServerError> {
        let doing = format!("creating the database {name}");
        let name = Identifier::new(name)?;
        // A thread of its own, since the driver can't be used in one of an asynchronous runtime.
        let run = || {
            let mut client = self.try_connect(SUPERUSER, SUPERUSER)?;
            client.batch_execute(&format!("CREATE DATABASE {name}"))
        };
        let ran = thread::scope(|scope| scope.spawn(run).join());
        ran.unwrap_or_else(|payload| panic::resume_unwind(payload))
            .map_err(ServerError::refused(doing))
    }

    /// A URL for other drivers and for programs: libpq (`psql`, Diesel), tokio-postgres and sqlx read it.
    ///
    /// The host in it is the directory of the socket.
    ///
    /// ```no_run
    /// # use pgschema::{Version, verify::Server};
    /// # let server = Server::start(Version::V18)?;
    /// let url = server.connection_string("app_runtime", "shop");
    /// // postgresql://app_runtime@%2Ftmp%2Fpgschema-4711-1:5432/shop
    /// std::process::Command::new("psql").args([&url, "-c", "TABLE app.notes"]).status()?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn connection_string(&self, role: &str, database: &str) -> String {
        format!(
            "postgresql://{}@{}:{}/{}",
            encoded(role),
            encoded(&self.directory().to_string_lossy()),
            self.port,
            encoded(database)
        )
    }

    fn try_connect(&self, role: &str, database: &str) -> Result<Client, Error> {
        Config::new()
            .host_path(self.directory())
            .port(self.port)
            .user(role)
            .dbname(database)
            .connect(NoTls)
    }
}

/// Text as a part of a URL.
fn encoded(text: &str) -> String {
    let mut part = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                part.push(char::from(byte));
            }
            _ => {
                let _ = write!(part, "%{byte:02X}");
            }
        }
    }
    part
}

#[cfg(test)]
mod tests {
    use super::encoded;

    #[test]
    fn what_means_something_in_a_url_is_encoded() {
        assert_eq!(encoded("a-Z.0_~"), "a-Z.0_~");
        assert_eq!(encoded("/tmp/é?@:%"), "%2Ftmp%2F%C3%A9%3F%40%3A%25");
    }
}
