//! The synchronous driver `postgres` (feature `postgres`).

use ::postgres::error::SqlState;
use ::postgres::{Client, Error, Row, Transaction, TransactionBuilder};

use super::wire::{Json, said};
use super::{Context, Query, QueryError, Retry, Run};
use crate::explain::{Explanation, ExplanationError};

/// A transaction that is bound to its tenant from its first statement to its end.
///
/// Reach the tables of tenants through it alone, and there is no statement that forgot to bind. What isn't committed is
/// rolled back, also when it is dropped.
///
/// ```no_run
/// # use pgschema::{Database, Table, query::{self, Authenticated, Context, postgres::TenantTransaction}};
/// # fn add<T: Table>(database: &Database, client: &mut postgres::Client, insert: &query::Query, tenant: i64) -> Result<(), Box<dyn std::error::Error>> {
/// let context = Context::new(database).tenant(Authenticated::by("the session cookie's signature", tenant))?;
/// let mut transaction = TenantTransaction::begin(client, &context)?;
/// transaction.execute(insert)?;
/// transaction.commit()?;
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
    pub fn begin(client: &'a mut Client, context: &Context<'_>) -> Result<Self, TransactionError> {
        Self::start(client.build_transaction(), context)
    }

    /// Begins one of another isolation level and binds it.
    ///
    /// A transaction within another can't be bound: the setting would outlive it, and the outer one would go on with the
    /// other's tenant.
    ///
    /// ```no_run
    /// # use pgschema::query::{Context, postgres::{TenantTransaction, TransactionError}};
    /// # fn run(client: &mut postgres::Client, context: &Context<'_>) -> Result<(), TransactionError> {
    /// let serializable = postgres::IsolationLevel::Serializable;
    /// let builder = client.build_transaction().isolation_level(serializable);
    /// let mut transaction = TenantTransaction::start(builder, context)?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// If nobody is said in the context, or the server refuses it.
    pub fn start(
        builder: TransactionBuilder<'a>,
        context: &Context<'_>,
    ) -> Result<Self, TransactionError> {
        let statements = context.statements()?;
        let mut transaction = builder.start()?;
        match Query::as_one_text(&statements) {
            Some(text) => transaction.batch_execute(&text)?,
            None => {
                for statement in &statements {
                    let parameters = statement.typed_parameters();
                    transaction.query_typed(statement.text(), &parameters)?;
                }
            }
        }
        Ok(Self {
            transaction,
            in_doubt: false,
        })
    }

    fn noted<T>(&mut self, result: Result<T, Error>) -> Result<T, TransactionError> {
        self.in_doubt |= result.is_err();
        Ok(result?)
    }

    /// Runs a statement, and says how many rows it changed.
    ///
    /// # Errors
    ///
    /// What the server says.
    pub fn execute(&mut self, query: &Query) -> Result<u64, TransactionError> {
        let parameters = query.typed_parameters();
        let result = self.transaction.execute_typed(query.text(), &parameters);
        self.noted(result)
    }

    /// The rows of a statement.
    ///
    /// # Errors
    ///
    /// What the server says.
    pub fn query(&mut self, query: &Query) -> Result<Vec<Row>, TransactionError> {
        let parameters = query.typed_parameters();
        let result = self.transaction.query_typed(query.text(), &parameters);
        self.noted(result)
    }

    /// The one row of a statement.
    ///
    /// # Errors
    ///
    /// What the server says, or if there isn't just one row.
    pub fn query_one(&mut self, query: &Query) -> Result<Row, TransactionError> {
        let parameters = query.typed_parameters();
        let result = self.transaction.query_typed_one(query.text(), &parameters);
        self.noted(result)
    }

    /// The row of a statement, if there is one.
    ///
    /// # Errors
    ///
    /// What the server says, or if there are several rows.
    pub fn query_opt(&mut self, query: &Query) -> Result<Option<Row>, TransactionError> {
        let parameters = query.typed_parameters();
        let result = self.transaction.query_typed_opt(query.text(), &parameters);
        self.noted(result)
    }

    /// Runs a statement, takes back what it changed, and reads its plan.
    ///
    /// # Errors
    ///
    /// What the server says, or if it says no plan.
    pub fn explain(&mut self, query: &Query) -> Result<Explanation, ExplainError> {
        let mut savepoint = self.transaction.transaction()?;
        let explain = query.explain(Run::Yes);
        let row = savepoint.query_typed_one(explain.text(), &explain.typed_parameters())?;
        savepoint.rollback()?;
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
    pub fn commit(mut self) -> Result<(), TransactionError> {
        if self.in_doubt
            && let Err(error) = self.transaction.batch_execute("SELECT")
        {
            return Err(match error.code() {
                Some(&SqlState::IN_FAILED_SQL_TRANSACTION) => TransactionError::RolledBack,
                _ => error.into(),
            });
        }
        Ok(self.transaction.commit()?)
    }

    /// Takes back what was done.
    ///
    /// # Errors
    ///
    /// If the server can't be told; it does so by itself then.
    pub fn rollback(self) -> Result<(), TransactionError> {
        Ok(self.transaction.rollback()?)
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
    /// A statement had failed before, so that COMMIT would have kept nothing.
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

/// Whether an error asks to repeat the transaction, for [`Retry::run`](super::Retry::run).
///
/// ```no_run
/// # use pgschema::query::{Context, Query, Retry, postgres::{TenantTransaction, TransactionError, can_repeat}};
/// # fn run(client: &mut postgres::Client, context: &Context<'_>, update: &Query) -> Result<(), TransactionError> {
/// Retry::new().run(can_repeat, || {
///     let mut transaction = TenantTransaction::begin(client, context)?;
///     transaction.execute(update)?;
///     transaction.commit()
/// })
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
