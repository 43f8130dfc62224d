use std::marker::PhantomData;

use super::bind::Binder;
use super::page::in_conjunction;
use super::target::{Target, list};
use super::{ColumnList, Query, QueryError};
use crate::model::TableKind;
use crate::sql::{Expr, LiteralError, ToSql};
use crate::typed::{Operand, kind, predicate};
use crate::{Database, Table};

/// Reads rows and keeps others from changing them until the transaction ends.
///
/// ```
/// # #[cfg(all(feature = "derive", feature = "uuid"))]
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # use pgschema::{Database, Table, query};
/// # use uuid::Uuid;
/// #[derive(Table)]
/// #[pg(table = "invoices", tenant = tenant_id)]
/// struct Invoice {
///     #[pg(primary_key)]
///     id: Uuid,
///     tenant_id: Uuid,
///     total_cents: i64,
/// }
/// # let database = Database::builder().hardened("app").table::<Invoice>().build()?;
/// # let id = Uuid::nil();
///
/// let lock = query::lock::<Invoice>(&database)
///     .filter(|i| i.id.eq(id))
///     .columns(|i| i.total_cents)
///     .build()?;
/// assert_eq!(
///     lock.text(),
///     "SELECT total_cents FROM app.invoices WHERE (id = $1::text::uuid) FOR NO KEY UPDATE"
/// );
/// # Ok(())
/// # }
/// # #[cfg(not(all(feature = "derive", feature = "uuid")))]
/// # fn main() {}
/// ```
///
/// PostgreSQL manual: SELECT, The Locking Clause; Explicit Locking.
#[derive(Clone)]
#[must_use = "a lock does nothing until it is built"]
pub struct Lock<'d, T> {
    database: &'d Database,
    filter: Vec<Result<Expr, LiteralError>>,
    columns: Vec<&'static str>,
    strength: LockStrength,
    wait: LockWait,
    table: PhantomData<fn() -> T>,
}

/// What others can't do meanwhile.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LockStrength {
    /// `FOR NO KEY UPDATE`: change the row or delete it. Rows that refer to it can still be added.
    #[default]
    NoKeyUpdate,
    /// `FOR UPDATE`: not even add a row that refers to it. For who is about to delete it or to change its key.
    Update,
    /// `FOR SHARE`: change it or delete it; others can hold the same lock.
    Share,
    /// `FOR KEY SHARE`: delete it or change its key; others can hold the same lock.
    KeyShare,
}

/// What happens if somebody else holds a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LockWait {
    /// Wait, at most as long as `lock_timeout` says.
    #[default]
    Wait,
    /// `NOWAIT`: an error (55P03) at once.
    NoWait,
    /// `SKIP LOCKED`: as if the row weren't there.
    SkipLocked,
}

/// A lock of rows of the table of `T`.
pub fn lock<T: Table>(database: &Database) -> Lock<'_, T> {
    Lock {
        database,
        filter: Vec::new(),
        columns: Vec::new(),
        strength: LockStrength::default(),
        wait: LockWait::default(),
        table: PhantomData,
    }
}

impl<T: Table> Lock<'_, T> {
    /// Which rows; where it is said again, both hold.
    pub fn filter<E: Operand<kind::Boolean>>(
        mut self,
        filter: impl FnOnce(T::Columns) -> E,
    ) -> Self {
        self.filter.push(predicate(T::columns(), filter));
        self
    }

    /// The columns to give; those of the primary key without it.
    pub fn columns<L: ColumnList<T>>(mut self, columns: impl FnOnce(T::Columns) -> L) -> Self {
        self.columns.extend(columns(T::columns()).names());
        self
    }

    /// What others can't do meanwhile.
    pub const fn strength(mut self, strength: LockStrength) -> Self {
        self.strength = strength;
        self
    }

    /// What happens if somebody else holds a row.
    pub const fn wait(mut self, wait: LockWait) -> Self {
        self.wait = wait;
        self
    }

    /// The statement. Several rows are locked in the order of the primary key, so that two that lock the same don't
    /// wait for each other.
    ///
    /// # Errors
    ///
    /// If there is no filter, if the table is append-only or has no primary key, or if there are more values than a
    /// statement takes.
    pub fn build(self) -> Result<Query, QueryError> {
        let target = Target::of::<T>(self.database)?;
        let table = target.name();
        let keys = target.table.primary_key();
        if target.table.kind == TableKind::AppendOnly {
            return Err(QueryError::AppendOnly {
                table,
                what: "locked",
            });
        }
        if self.filter.is_empty() {
            return Err(QueryError::NoFilter { table });
        }
        if keys.is_empty() {
            return Err(QueryError::NoPrimaryKey { table });
        }
        let mut binder = Binder::default();
        let mut conditions = Vec::new();
        for filter in &self.filter {
            let filter = target.condition(&mut binder, filter)?;
            conditions.push(in_conjunction(&filter));
        }
        let columns = match self.columns.is_empty() {
            true => keys.iter().collect(),
            false => target.columns(&self.columns)?,
        };
        let is_one = names_key(&self.filter, keys, target);
        let order = match is_one {
            true => String::new(),
            false => format!(" ORDER BY {}", list(keys)),
        };
        let strength = match self.strength {
            LockStrength::NoKeyUpdate => "NO KEY UPDATE",
            LockStrength::Update => "UPDATE",
            LockStrength::Share => "SHARE",
            LockStrength::KeyShare => "KEY SHARE",
        };
        let wait = match self.wait {
            LockWait::Wait => "",
            LockWait::NoWait => " NOWAIT",
            LockWait::SkipLocked => " SKIP LOCKED",
        };
        binder.finish(format!(
            "SELECT {} FROM {} WHERE {}{order} FOR {strength}{wait}",
            list(columns),
            target.table.name.to_sql(),
            conditions.join(" AND "),
        ))
    }
}

/// Whether the filter says what each column of the key is, but for the tenant where the policies say it: one row at most.
fn names_key(
    filter: &[Result<Expr, LiteralError>],
    keys: &[crate::sql::Identifier],
    target: Target<'_>,
) -> bool {
    use crate::sql::BinaryOperator;

    let tenant = target.table.tenant.as_ref();
    let tenant = tenant.filter(|_| target.shows_one_tenant());
    keys.iter().all(|key| {
        let says = |it: &Expr| {
            let Expr::Binary {
                left,
                operator: BinaryOperator::Equal,
                right,
            } = it
            else {
                return false;
            };
            let is_key = |it: &Expr| matches!(it, Expr::Column(name) if name == key);
            // Beside another column it may be the same in many rows.
            let is_value =
                |it: &Expr| !it.any(&mut |part| matches!(part, Expr::Column(_) | Expr::Sql(_)));
            is_key(left) && is_value(right) || is_key(right) && is_value(left)
        };
        tenant == Some(key) || filter.iter().flatten().any(says)
    })
}
