use postgres::error::SqlState;

use crate::sql::IdentifierError;
use crate::{UnknownVersion, Unsupported};

/// Why a server couldn't be looked at. What is wrong with a database is never an error: it is in the
/// report.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum VerifyError {
    /// The connection broke, or the server ended it. The server takes back what was going on.
    #[error(
        "the connection was lost while {doing}: {}; connect again, nothing was left behind",
        text(source)
    )]
    ConnectionLost {
        /// What was going on.
        doing: String,
        /// What the driver says.
        source: postgres::Error,
    },
    /// The server is of a version that pgschema doesn't know.
    #[error("the server can't be looked at: {0}")]
    Version(#[from] UnknownVersion),
    /// The role may not do what is needed.
    #[error(
        "role {role} may not do what is needed for {doing}: {}; {hint}",
        text(source)
    )]
    NotAllowed {
        /// The role of the connection.
        role: String,
        /// What was going on.
        doing: String,
        /// What would help.
        hint: &'static str,
        /// What the server says.
        source: postgres::Error,
    },
    /// Rows must be written, and the server only reads.
    #[error(
        "the server only reads (a replica, or default_transaction_read_only), and {doing} needs to write; \
         connect to the primary"
    )]
    ReadOnly {
        /// What was going on.
        doing: String,
    },
    /// The connection is in a transaction, which would be rolled back.
    #[error(
        "the connection is within a transaction, which would be rolled back; end it, or use another connection"
    )]
    InTransaction,
    /// A statement took too long, or waited too long for a lock.
    #[error(
        "{doing} took too long: {}; try again when the server is less busy",
        text(source)
    )]
    TimedOut {
        /// What was going on.
        doing: String,
        /// What the server says.
        source: postgres::Error,
    },
    /// The server refused a statement.
    #[error("{doing} failed: {}", text(source))]
    Refused {
        /// What was going on.
        doing: String,
        /// What the server says.
        source: postgres::Error,
    },
    /// The server has a name that can't be written here, as one that is compiled for longer names may.
    #[error("the server has a name that can't be written: {0}")]
    Name(#[from] IdentifierError),
    /// None of the model's tables is there.
    #[error(
        "the database {database} has none of the model's tables; connect to the one that the DDL was applied to"
    )]
    NoTables {
        /// The database of the connection.
        database: String,
    },
    /// What a proof was to be about isn't in the model.
    #[error("there is no {what} in the model, so the proof would try nothing of it")]
    NotInModel {
        /// What, and its name.
        what: String,
    },
    /// A role that was named isn't there.
    #[error("there is no role {role} on the server")]
    UnknownRole {
        /// The name.
        role: String,
    },
    /// A column that was named is in no table.
    #[error("no table of the database has a column {column}")]
    UnknownColumn {
        /// The name.
        column: String,
    },
    /// A tenant or a user was bound on the connection before.
    #[error(
        "{setting} was set on the connection before, and what a new one sees can't be tried any more; open another, and if \
         that is the same, ALTER ROLE or ALTER DATABASE … RESET {setting}"
    )]
    UsedConnection {
        /// The setting.
        setting: String,
    },
    /// The role can't become one that is to try.
    #[error(
        "role {role} can't become {other}, which is to try what it can reach: {message}; GRANT {other} TO {role} (from \
         16 on WITH SET TRUE), or connect as a superuser"
    )]
    CantBecome {
        /// The role of the connection.
        role: String,
        /// The role that it should become.
        other: String,
        /// What the server says.
        message: String,
    },
    /// The role may not make rows to try with.
    #[error(
        "role {role} can't make rows past the policies: {message}; connect as a superuser, or as a role that may \
         become the owner and every role that is tried"
    )]
    CantMakeRows {
        /// The role of the connection.
        role: String,
        /// What the server says.
        message: String,
    },
    /// The database is not one for the server's version.
    #[error(transparent)]
    Unsupported(#[from] Unsupported),
}

impl VerifyError {
    /// The error that says best what a driver's error means.
    pub(super) fn new(doing: impl Into<String>, role: &str, source: postgres::Error) -> Self {
        let doing = doing.into();
        let Some(state) = source.code() else {
            return match source.is_closed() || std::error::Error::source(&source).is_some() {
                true => Self::ConnectionLost { doing, source },
                false => Self::Refused { doing, source },
            };
        };
        let ended = [
            SqlState::ADMIN_SHUTDOWN,
            SqlState::CRASH_SHUTDOWN,
            SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT,
        ];
        let class = state.code().get(..2).unwrap_or_default();
        match state {
            state if ended.contains(state) || class == "08" => {
                Self::ConnectionLost { doing, source }
            }
            state if *state == SqlState::INSUFFICIENT_PRIVILEGE => Self::NotAllowed {
                role: role.to_owned(),
                doing,
                hint: "connect as the owner of the database, or as a superuser",
                source,
            },
            state if *state == SqlState::IN_FAILED_SQL_TRANSACTION => Self::InTransaction,
            state if *state == SqlState::READ_ONLY_SQL_TRANSACTION => Self::ReadOnly { doing },
            state if [SqlState::QUERY_CANCELED, SqlState::LOCK_NOT_AVAILABLE].contains(state) => {
                Self::TimedOut { doing, source }
            }
            _ => Self::Refused { doing, source },
        }
    }
}

/// What the server says, or the driver. `Display` of the driver's error leaves the server's words out.
pub(super) fn text(error: &postgres::Error) -> String {
    match error.as_db_error() {
        Some(server) => format!("{} (SQLSTATE {})", server.message(), server.code().code()),
        None => match std::error::Error::source(error) {
            Some(cause) => format!("{error}: {cause}"),
            None => error.to_string(),
        },
    }
}
