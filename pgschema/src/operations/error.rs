use crate::sql::IdentifierError;

/// Why a file can't be rendered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OperationsError {
    /// A name that PostgreSQL can't have.
    #[error(transparent)]
    Name(#[from] IdentifierError),
    /// A role that the model doesn't have, or that doesn't log in.
    #[error("{role} is no role of the model that logs in")]
    UnknownRole {
        /// The name.
        role: String,
    },
    /// A role that logs in, and nobody said from where.
    #[error(
        "nobody said from where {role} comes: add `.network({role:?}, …)`, or it can't log in at all"
    )]
    NoNetwork {
        /// The name.
        role: String,
    },
    /// A text that a configuration file can't hold.
    #[error(
        "{what} can't stand in {file}: it is empty, or has a control character or one that the file reads otherwise"
    )]
    Text {
        /// What it is. What it says may be a secret.
        what: &'static str,
        /// The file.
        file: &'static str,
    },
    /// A role shows a certificate, and the server has no authority to ask about it.
    #[error(
        "{role} shows a certificate, and nobody said who signed it: add `.client_authority(\"…\")`, or it can't log in at all"
    )]
    NoAuthority {
        /// The role.
        role: String,
    },
    /// The superuser, over a network.
    #[error(
        "{role} is the superuser, who comes over the socket of the server's machine and from nowhere else"
    )]
    Superuser {
        /// The role.
        role: String,
    },
    /// The role of the backups is one of the model.
    #[error(
        "{role} is a role of the model already: the one that takes backups reads all rows, and is one of its own"
    )]
    BackupRole {
        /// The role.
        role: String,
    },
    /// A table that the model doesn't have.
    #[error("{table} is no table of the model")]
    UnknownTable {
        /// The name.
        table: String,
    },
    /// A size that makes no server.
    #[error("{what}")]
    Size {
        /// What is wrong.
        what: String,
    },
}

/// A text for a line of a file: nothing in it may end the line.
pub(super) fn line<'t>(
    what: &'static str,
    text: &'t str,
    file: &'static str,
    others: &[char],
) -> Result<&'t str, OperationsError> {
    if text.is_empty() || text.contains(|c: char| c.is_control() || others.contains(&c)) {
        return Err(OperationsError::Text { what, file });
    }
    Ok(text)
}
