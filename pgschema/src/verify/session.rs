//! A transaction on the server that is looked at, of which nothing is kept.

use postgres::{Client, GenericClient, IsolationLevel, SimpleQueryMessage, Transaction};

use super::VerifyError;
use crate::Version;

/// Whether rows are written, which are then taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    /// Nothing but reading: also on a replica.
    ReadOnly,
    /// Also writing.
    ReadWrite,
}

/// A transaction that sees one state of the database and is rolled back when it is dropped.
pub(super) struct Session<'a> {
    pub(super) transaction: Transaction<'a>,
    pub(super) version: Version,
    /// The role that the connection acts as.
    pub(super) role: String,
}

/// Names in what the server writes have their schemas, since nothing else is in the search path. A
/// statement that waits gives up before others queue behind it.
const SETTINGS: &str = "\
SET LOCAL search_path = pg_catalog;
SET LOCAL statement_timeout = '30s';
SET LOCAL lock_timeout = '2s';
SET LOCAL idle_in_transaction_session_timeout = '60s';
SET LOCAL DateStyle = 'ISO, MDY';
SET LOCAL IntervalStyle = 'postgres';
SET LOCAL TimeZone = 'UTC';
SET LOCAL bytea_output = 'hex';
SET LOCAL extra_float_digits = 1;
SET LOCAL standard_conforming_strings = on;
SET LOCAL quote_all_identifiers = off;";

/// A transaction begins with its first statement: where an earlier one began it, the two times differ.
const ABOUT: &str = "\
SELECT pg_catalog.current_setting('server_version_num'), \
CURRENT_USER, \
pg_catalog.now() OPERATOR(pg_catalog.<>) pg_catalog.statement_timestamp(), \
pg_catalog.pg_is_in_recovery() \
OR pg_catalog.current_setting('default_transaction_read_only') OPERATOR(pg_catalog.=) 'on'";

struct About {
    version: u32,
    role: String,
    is_in_transaction: bool,
    only_reads: bool,
}

impl<'a> Session<'a> {
    /// Begins to look, if the server is one that can be looked at.
    pub(super) fn begin(
        client: &'a mut Client,
        access: Access,
        doing: &str,
    ) -> Result<Self, VerifyError> {
        let about = about(client, doing)?;
        let version = Version::try_from(about.version / 10_000)?;
        if about.is_in_transaction {
            return Err(VerifyError::InTransaction);
        }
        if access == Access::ReadWrite && about.only_reads {
            return Err(VerifyError::ReadOnly {
                doing: doing.to_owned(),
            });
        }
        let role = about.role;
        let transaction = client
            .build_transaction()
            .isolation_level(IsolationLevel::RepeatableRead)
            .read_only(access == Access::ReadOnly)
            .start()
            .and_then(|mut transaction| {
                transaction.batch_execute(SETTINGS)?;
                Ok(transaction)
            });
        match transaction {
            Ok(transaction) => Ok(Self {
                transaction,
                version,
                role,
            }),
            Err(source) => Err(VerifyError::new(doing, &role, source)),
        }
    }

    /// Looks at what a transaction of the caller's has done so far. Nothing of it is touched: the
    /// settings end with the savepoint.
    pub(super) fn within<'b>(
        transaction: &'a mut Transaction<'b>,
        doing: &str,
    ) -> Result<Self, VerifyError> {
        let about = about(transaction, doing)?;
        let version = Version::try_from(about.version / 10_000)?;
        let role = about.role;
        let savepoint = transaction.transaction().and_then(|mut savepoint| {
            savepoint.batch_execute(SETTINGS)?;
            Ok(savepoint)
        });
        match savepoint {
            Ok(transaction) => Ok(Self {
                transaction,
                version,
                role,
            }),
            Err(source) => Err(VerifyError::new(doing, &role, source)),
        }
    }

    /// What an error of the driver means.
    pub(super) fn error(&self, doing: impl Into<String>, source: postgres::Error) -> VerifyError {
        VerifyError::new(doing, &self.role, source)
    }
}

/// What must be known before a transaction begins. The simple protocol tells a transaction by its
/// time: with the extended one, each message has a time of its own.
fn about(client: &mut impl GenericClient, doing: &str) -> Result<About, VerifyError> {
    let messages = client
        .simple_query(ABOUT)
        .map_err(|source| VerifyError::new(doing, "of the connection", source))?;
    let row = messages.iter().find_map(|message| match message {
        SimpleQueryMessage::Row(row) => Some(row),
        _ => None,
    });
    let text = |column| row.and_then(|row| row.get(column)).unwrap_or_default();
    Ok(About {
        version: text(0).parse().unwrap_or_default(),
        role: text(1).to_owned(),
        is_in_transaction: text(2) == "t",
        only_reads: text(3) == "t",
    })
}
