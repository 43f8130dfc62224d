//! The driver `sqlx` (feature `sqlx`).

use ::sqlx::postgres::{
    PgArguments, PgConnection, PgDatabaseError, PgQueryResult, PgRow, Postgres,
};
use ::sqlx::{Acquire, Database, Error, Executor, Row, Transaction, TransactionManager};

use super::{Context, Parameter, Query, QueryError, Retry, Run};
use crate::explain::{Explanation, ExplanationError};

/// A transaction that is bound to its tenant from its first statement to its end.
///
/// Reach the tables of tenants through it alone, and there is no statement that forgot to bind. What isn't committed is
/// rolled back, also when it is dropped.
///
/// ```no_run
/// # use pgschema::{Database, query::{self, Authenticated, Context, sqlx::TenantTransaction}};
/// # async fn add(database: &Database, pool: &sqlx::PgPool, insert: &query::Query, tenant: i64) -> Result<(), Box<dyn std::error::Error>> {
/// let context = Context::new(database).tenant(Authenticated::by("the session cookie's signature", tenant))?;
/// let mut transaction = TenantTransaction::begin(pool, &context).await?;
/// transaction.execute(insert).await?;
/// transaction.commit().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
#[must_use = "what isn't committed is rolled back"]
pub struct TenantTransaction<'a> {
    transaction: Transaction<'a, Postgres>,
    /// Whether a statement may have failed, after which COMMIT would keep nothing and say so to nobody.
    in_doubt: bool,
}

impl<'a> TenantTransaction<'a> {
    /// Begins one, on a pool or a connection, and binds it.
    ///
    /// # Errors
    ///
    /// If nobody is said in the context, or the server refuses it; or if the connection is within a transaction already:
    /// the setting would outlive the inner one, and the outer one would go on with the other's tenant.
    pub async fn begin(
        connection: impl Acquire<'a, Database = Postgres>,
        context: &Context<'_>,
    ) -> Result<Self, TransactionError> {
        Self::bind(connection.begin().await?, context).await
    }

    /// Binds one that has just begun, as one of another isolation level.
    ///
    /// # Errors
    ///
    /// As [`begin`](Self::begin).
    pub async fn bind(
        mut transaction: Transaction<'a, Postgres>,
        context: &Context<'_>,
    ) -> Result<Self, TransactionError> {
        let statements = context.statements()?;
        if <Postgres as Database>::TransactionManager::get_transaction_depth(&transaction) > 1 {
            transaction.rollback().await?;
            return Err(TransactionError::Nested);
        }
        match Query::as_one_text(&statements) {
            Some(text) => {
                transaction.execute(text.as_str()).await?;
            }
            None => {
                for statement in &statements {
                    prepared(statement).execute(&mut *transaction).await?;
                }
            }
        }
        Ok(Self {
            transaction,
            in_doubt: false,
        })
    }

    // The driver itself tells of a statement that failed when nobody waited for it: the next one gets its error.
    fn noted<T>(&mut self, result: Result<T, Error>) -> Result<T, TransactionError> {
        self.in_doubt |= result.is_err();
        Ok(result?)
    }

    /// The connection, while the transaction is there. The driver ends it when nobody waits for the begin of a savepoint,
    /// and what came then would be bound to nobody.
    fn open(&mut self) -> Result<&mut Transaction<'a, Postgres>, TransactionError> {
        match <Postgres as Database>::TransactionManager::get_transaction_depth(&self.transaction) {
            0 => Err(TransactionError::RolledBack),
            _ => Ok(&mut self.transaction),
        }
    }

    /// Runs a statement, and says how many rows it changed.
    ///
    /// # Errors
    ///
    /// What the server says.
    pub async fn execute(&mut self, query: &Query) -> Result<u64, TransactionError> {
        let result = prepared(query).execute(&mut **self.open()?).await;
        self.noted(result)
            .map(|it: PgQueryResult| it.rows_affected())
    }

    /// The rows of a statement.
    ///
    /// # Errors
    ///
    /// What the server says.
    pub async fn query(&mut self, query: &Query) -> Result<Vec<PgRow>, TransactionError> {
        let result = prepared(query).fetch_all(&mut **self.open()?).await;
        self.noted(result)
    }

    /// The first row of a statement.
    ///
    /// # Errors
    ///
    /// What the server says, or if there is none.
    pub async fn query_one(&mut self, query: &Query) -> Result<PgRow, TransactionError> {
        let result = prepared(query).fetch_one(&mut **self.open()?).await;
        self.noted(result)
    }

    /// The first row of a statement, if there is one.
    ///
    /// # Errors
    ///
    /// What the server says.
    pub async fn query_opt(&mut self, query: &Query) -> Result<Option<PgRow>, TransactionError> {
        let result = prepared(query).fetch_optional(&mut **self.open()?).await;
        self.noted(result)
    }

    /// Runs a statement, takes back what it changed, and reads its plan.
    ///
    /// # Errors
    ///
    /// What the server says, or if it says no plan.
    pub async fn explain(&mut self, query: &Query) -> Result<Explanation, ExplainError> {
        let transaction = self.open().map_err(|_| ExplainError::RolledBack)?;
        let mut savepoint = transaction.begin().await?;
        let explain = query.explain(Run::Yes);
        let row = prepared(&explain).fetch_one(&mut *savepoint).await?;
        savepoint.rollback().await?;
        // The type is json, which is a text as it is sent.
        let plan: &[u8] = row.try_get_raw(0)?.as_bytes().map_err(Error::Decode)?;
        Ok(String::from_utf8_lossy(plan).parse()?)
    }

    /// The driver's own connection, for statements of one's own. It is bound as well, for as long as none of them binds it
    /// otherwise.
    pub fn connection(&mut self) -> &mut PgConnection {
        self.in_doubt = true;
        &mut self.transaction
    }

    /// Commits.
    ///
    /// # Errors
    ///
    /// What the server says: a constraint that is checked late, a serialization failure. If a statement has failed before,
    /// the server keeps nothing, and that is an error as well.
    pub async fn commit(mut self) -> Result<(), TransactionError> {
        let is_in_doubt = self.in_doubt;
        let transaction = self.open()?;
        if is_in_doubt && let Err(error) = transaction.execute("SELECT").await {
            let error = TransactionError::from(error);
            return Err(match error.sqlstate() {
                // in_failed_sql_transaction
                Some("25P02") => TransactionError::RolledBack,
                _ => error,
            });
        }
        Ok(self.transaction.commit().await?)
    }

    /// Takes back what was done.
    ///
    /// # Errors
    ///
    /// If the server can't be told; it does so by itself then.
    pub async fn rollback(self) -> Result<(), TransactionError> {
        Ok(self.transaction.rollback().await?)
    }
}

/// The statement with its values, and not kept prepared: a pool may give the connection to somebody else.
fn prepared(query: &Query) -> ::sqlx::query::Query<'_, Postgres, PgArguments> {
    let mut statement = ::sqlx::query(query.text()).persistent(false);
    for parameter in query.parameters() {
        statement = match parameter {
            Parameter::Boolean(value) => statement.bind(*value),
            Parameter::Integer(value) => statement.bind(*value),
            Parameter::Text(value) => statement.bind(value.as_deref()),
            Parameter::Bytes(value) => statement.bind(value.as_deref()),
        };
    }
    statement
}

/// Why a transaction isn't bound, a statement not run, or nothing committed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TransactionError {
    /// The context says nobody, or can't be signed.
    #[error(transparent)]
    Context(#[from] QueryError),
    /// What the server or the driver says.
    #[error(transparent)]
    Server(#[from] Error),
    /// A transaction within another.
    #[error(
        "the connection is in a transaction already, which would go on with the tenant of this one: begin it on the pool"
    )]
    Nested,
    /// A statement had failed before, or its future was dropped, so that COMMIT would have kept nothing.
    #[error(
        "nothing was committed: a statement of the transaction had failed before, or was given up"
    )]
    RolledBack,
}

impl TransactionError {
    /// The SQLSTATE, if it is the server that says something.
    #[must_use]
    pub fn sqlstate(&self) -> Option<&str> {
        match self {
            Self::Server(error) => {
                let error = error.as_database_error()?;
                Some(error.try_downcast_ref::<PgDatabaseError>()?.code())
            }
            _ => None,
        }
    }
}

/// Why there is no plan.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExplainError {
    /// What the server says.
    #[error("the server doesn't explain the statement: {0}")]
    Server(#[from] Error),
    /// The transaction is over: the future of a statement in it was dropped.
    #[error("there is no transaction any more: a statement of it was given up")]
    RolledBack,
    /// What it says is no plan.
    #[error(transparent)]
    Plan(#[from] ExplanationError),
}

/// Whether an error asks to repeat the transaction, for [`Retry::run_async`](super::Retry::run_async).
///
/// ```no_run
/// # use pgschema::query::{Context, Query, Retry, sqlx::{TenantTransaction, TransactionError, can_repeat}};
/// # async fn sleep(_: std::time::Duration) {}
/// # async fn run(pool: &sqlx::PgPool, context: &Context<'_>, update: &Query) -> Result<(), TransactionError> {
/// Retry::new()
///     .run_async(can_repeat, sleep, || async {
///         let mut transaction = TenantTransaction::begin(pool, context).await?;
///         transaction.execute(update).await?;
///         transaction.commit().await
///     })
///     .await
/// # }
/// ```
#[must_use]
pub fn can_repeat(error: &TransactionError) -> bool {
    error.sqlstate().is_some_and(Retry::is_asked_for)
}
