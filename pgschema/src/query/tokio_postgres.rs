//! The driver `tokio-postgres` (feature `tokio-postgres`).

use std::mem;

use ::tokio_postgres::error::SqlState;
use ::tokio_postgres::{Client, Error, Row, Transaction, TransactionBuilder};

use super::wire::{Json, said};
use super::{Context, Query, QueryError, Retry, Run};
use crate::explain::{Explanation, ExplanationError};

/// A transaction that is bound to its tenant from its first statement to its end.
///
/// Reach the tables of tenants through it alone, and there is no statement that forgot to bind. What isn't committed is
/// rolled back, also when it is dropped.
///
/// ```no_run
/// # use pgschema::{Database, Table, query::{self, Authenticated, Context, tokio_postgres::TenantTransaction}};
/// # async fn add<T: Table>(database: &Database, client: &mut tokio_postgres::Client, insert: &query::Query, tenant: i64) -> Result<(), Box<dyn std::error::Error>> {
/// let context = Context::new(database).tenant(Authenticated::by("the session cookie's signature", tenant))?;
/// let mut transaction = TenantTransaction::begin(client, &context).await?;
/// transaction.execute(insert).await?;
/// transaction.commit().await?;
/// # Ok(())
/// # }
/// ```
#[must_use = "what isn't committed is rolled back"]
pub struct TenantTransaction<'a> {
    transaction: Transaction<'a>,
    /// Whether a statement may have failed, after which COMMIT would keep nothing and say so to nobody.
    in_doubt: bool,
}

impl<'a> TenantTransaction<'a> {
    /// Begins one and binds it.
    ///
    /// # Errors
    ///
    /// If nobody is said in the context, or the server refuses it.
    pub async fn begin(
        client: &'a mut Client,
        context: &Context<'_>,
    ) -> Result<Self, TransactionError> {
        Self::start(client.build_transaction(), context).await
    }

    /// Begins one of another isolation level and binds it.
    ///
    /// A transaction within another can't be bound: the setting would outlive it, and the outer one would go on with the
    /// other's tenant.
    ///
    /// ```no_run
    /// # use pgschema::query::{Context, tokio_postgres::{TenantTransaction, TransactionError}};
    /// # async fn run(client: &mut tokio_postgres::Client, context: &Context<'_>) -> Result<(), TransactionError> {
    /// let serializable = tokio_postgres::IsolationLevel::Serializable;
    /// let builder = client.build_transaction().isolation_level(serializable);
    /// let mut transaction = TenantTransaction::start(builder, context).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// If nobody is said in the context, or the server refuses it.
    pub async fn start(
        builder: TransactionBuilder<'a>,
        context: &Context<'_>,
    ) -> Result<Self, TransactionError> {
        let statements = context.statements()?;
        let transaction = builder.start().await?;
        match Query::as_one_text(&statements) {
            Some(text) => transaction.batch_execute(&text).await?,
            None => {
                for statement in &statements {
                    let parameters = statement.typed_parameters();
                    transaction
                        .query_typed(statement.text(), &parameters)
                        .await?;
                }
            }
        }
        Ok(Self {
            transaction,
            in_doubt: false,
        })
    }

    /// What a statement gave. Whoever waits for it may stop waiting, and then its failure is told to nobody: the
    /// transaction is in doubt until the statement has ended.
    async fn noted<T>(
        in_doubt: &mut bool,
        statement: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, TransactionError> {
        let was_in_doubt = mem::replace(in_doubt, true);
        let result = statement.await;
        *in_doubt = was_in_doubt || result.is_err();
        Ok(result?)
    }

    /// Runs a statement, and says how many rows it changed.
    ///
    /// # Errors
    ///
    /// What the server says.
    pub async fn execute(&mut self, query: &Query) -> Result<u64, TransactionError> {
        let parameters = query.typed_parameters();
        let statement = self.transaction.execute_typed(query.text(), &parameters);
        Self::noted(&mut self.in_doubt, statement).await
    }

    /// The rows of a statement.
    ///
    /// # Errors
    ///
    /// What the server says.
    pub async fn query(&mut self, query: &Query) -> Result<Vec<Row>, TransactionError> {
        let parameters = query.typed_parameters();
        let statement = self.transaction.query_typed(query.text(), &parameters);
        Self::noted(&mut self.in_doubt, statement).await
    }

    /// The one row of a statement.
    ///
    /// # Errors
    ///
    /// What the server says, or if there isn't just one row.
    pub async fn query_one(&mut self, query: &Query) -> Result<Row, TransactionError> {
        let parameters = query.typed_parameters();
        let statement = self.transaction.query_typed_one(query.text(), &parameters);
        Self::noted(&mut self.in_doubt, statement).await
    }

    /// The row of a statement, if there is one.
    ///
    /// # Errors
    ///
    /// What the server says, or if there are several rows.
    pub async fn query_opt(&mut self, query: &Query) -> Result<Option<Row>, TransactionError> {
        let parameters = query.typed_parameters();
        let statement = self.transaction.query_typed_opt(query.text(), &parameters);
        Self::noted(&mut self.in_doubt, statement).await
    }

    /// Runs a statement, takes back what it changed, and reads its plan.
    ///
    /// # Errors
    ///
    /// What the server says, or if it says no plan.
    pub async fn explain(&mut self, query: &Query) -> Result<Explanation, ExplainError> {
        let savepoint = self.transaction.transaction().await?;
        let explain = query.explain(Run::Yes);
        let row = savepoint
            .query_typed_one(explain.text(), &explain.typed_parameters())
            .await?;
        savepoint.rollback().await?;
        let Json(plan) = row.try_get(0)?;
        Ok(plan.parse()?)
    }

    /// The driver's own transaction, for statements of one's own. It is bound as well, for as long as none of them binds it
    /// otherwise.
    pub const fn transaction(&mut self) -> &mut Transaction<'a> {
        self.in_doubt = true;
        &mut self.transaction
    }

    /// Commits.
    ///
    /// # Errors
    ///
    /// What the server says: a constraint that is checked late, a serialization failure. If a statement has failed before,
    /// the server keeps nothing, and that is an error as well.
    pub async fn commit(self) -> Result<(), TransactionError> {
        if self.in_doubt
            && let Err(error) = self.transaction.batch_execute("SELECT").await
        {
            return Err(match error.code() {
                Some(&SqlState::IN_FAILED_SQL_TRANSACTION) => TransactionError::RolledBack,
                _ => error.into(),
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

/// Why a transaction isn't bound, a statement not run, or nothing committed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TransactionError {
    /// The context says nobody, or can't be signed.
    #[error(transparent)]
    Context(#[from] QueryError),
    /// What the server or the driver says.
    #[error("{}", said(.0))]
    Server(#[from] Error),
    /// A statement had failed before, also one whose future was dropped, so that COMMIT would have kept nothing.
    #[error("nothing was committed: a statement of the transaction had failed before")]
    RolledBack,
}

impl TransactionError {
    /// The SQLSTATE, if it is the server that says something.
    #[must_use]
    pub fn sqlstate(&self) -> Option<&str> {
        match self {
            Self::Server(error) => error.code().map(SqlState::code),
            _ => None,
        }
    }
}

/// Why there is no plan.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExplainError {
    /// What the server says.
    #[error("the server doesn't explain the statement: {}", said(.0))]
    Server(#[from] Error),
    /// What it says is no plan.
    #[error(transparent)]
    Plan(#[from] ExplanationError),
}

/// Whether an error asks to repeat the transaction, for [`Retry::run_async`](super::Retry::run_async) and
/// [`Retry::run_local`](super::Retry::run_local).
///
/// ```no_run
/// # use pgschema::query::{Context, Query, Retry, tokio_postgres::{TenantTransaction, TransactionError, can_repeat}};
/// # async fn sleep(_: std::time::Duration) {}
/// # async fn run(client: &mut tokio_postgres::Client, context: &Context<'_>, update: &Query) -> Result<(), TransactionError> {
/// Retry::new()
///     .run_local(can_repeat, sleep, async || {
///         let mut transaction = TenantTransaction::begin(client, context).await?;
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

impl std::fmt::Debug for TenantTransaction<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TenantTransaction").finish_non_exhaustive()
    }
}
