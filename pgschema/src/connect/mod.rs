//! How a program comes to its database: a connection string that verifies the server, a password that
//! nothing shows, and a verifier of it that may be written down (feature `connect`).
//!
//! ```
//! use pgschema::connect::{ConnectionString, Secret};
//!
//! let connection = ConnectionString::to_host("db.example.com")
//!     .database("app_db")
//!     .user("app_runtime")
//!     .password(Secret::new("correct horse"))
//!     .root_certificate("/etc/ssl/certs/pg-ca.pem");
//! assert_eq!(
//!     connection.to_string(),
//!     "postgresql://app_runtime:***@db.example.com/app_db\
//!      ?connect_timeout=10&sslmode=verify-full&sslrootcert=/etc/ssl/certs/pg-ca.pem"
//! );
//! assert!(connection.to_url().expose().contains("correct%20horse"));
//! ```
//!
//! `sslmode=require` encrypts and doesn't look whom it talks to; `prefer`, which is what libpq does
//! where nothing is said, doesn't even insist on that. A string that says so is refused, unless
//! [the reason is given](ConnectionString::parse_with_weak_tls) or no byte leaves the machine:
//!
//! ```
//! use pgschema::connect::ConnectionString;
//!
//! let error = "postgres://app@db.example.com/app_db?sslmode=require"
//!     .parse::<ConnectionString>()
//!     .unwrap_err();
//! assert!(error.to_string().contains("verify-full"));
//! assert!("host=/run/postgresql dbname=app_db".parse::<ConnectionString>().is_ok());
//! ```
//!
//! PostgreSQL manual: libpq, Connection Strings, Parameter Key Words, Environment Variables, SSL
//! Support.

mod connection_string;
mod driver;
mod environment;
mod error;
mod mask;
mod parameter;
mod parse;
mod secret;
mod transport;
mod verifier;
mod write;

pub use crate::sql::ScramVerifier;
pub use connection_string::ConnectionString;
pub use error::ConnectionStringError;
pub use mask::mask;
pub use parameter::Parameter;
pub use secret::Secret;
pub use verifier::ScramVerifierError;
