use std::marker::PhantomData;

use super::bind::Binder;
use super::page::{in_conjunction, in_order};
use super::target::Target;
use super::unbounded::unbounded;
use super::{ColumnList, Direction, Query, QueryError};
use crate::model::TableKind;
use crate::sql::{Expr, Identifier, Literal, LiteralError, ToSql};
use crate::typed::{Column, Operand, SqlValue, kind, predicate};
use crate::{Database, Table};

/// Takes rows that nobody else has taken, and marks them: jobs out of a queue.
///
/// Workers pass over the rows that others are about to take (`SKIP LOCKED`) instead of waiting for them, and the lock
/// is one that foreign keys don't wait for. The rows are chosen once, before they are changed, so that no more are
/// taken than the limit says. A worker that dies before its transaction is committed has taken nothing.
///
/// ```
/// # #[cfg(all(feature = "derive", feature = "uuid"))]
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # use pgschema::{Database, PgEnum, Table, query};
/// # use uuid::Uuid;
/// #[derive(PgEnum)]
/// enum State {
///     Waiting,
///     Taken,
/// }
///
/// #[derive(Table)]
/// #[pg(table = "jobs", tenant = tenant_id)]
/// struct Job {
///     #[pg(primary_key)]
///     id: Uuid,
///     tenant_id: Uuid,
///     state: State,
///     attempts: i32,
/// }
/// # let database = Database::builder().hardened("app").table::<Job>().build()?;
///
/// let claim = query::claim::<Job>(&database)
///     .filter(|j| j.state.eq(State::Waiting))
///     .ascending(|j| j.id)
///     .set(|j| j.state, |_| State::Taken)
///     .set(|j| j.attempts, |j| j.attempts + 1)
///     .returning(|j| j.id)
///     .build()?;
/// assert_eq!(
///     claim.text(),
///     "WITH claimed AS MATERIALIZED (SELECT tenant_id AS key_1, id AS key_2 FROM app.jobs WHERE (state = $1::text) \
///      ORDER BY id LIMIT $2::bigint FOR NO KEY UPDATE SKIP LOCKED) \
///      UPDATE app.jobs AS t SET state = $3::text, attempts = attempts + $4::bigint FROM claimed \
///      WHERE t.tenant_id = claimed.key_1 AND t.id = claimed.key_2 RETURNING t.id"
/// );
/// # Ok(())
/// # }
/// # #[cfg(not(all(feature = "derive", feature = "uuid")))]
/// # fn main() {}
/// ```
///
/// PostgreSQL manual: SELECT, The Locking Clause.
#[derive(Clone)]
#[must_use = "a claim does nothing until it is built"]
pub struct Claim<'d, T> {
    database: &'d Database,
    filter: Vec<Result<Expr, LiteralError>>,
    order: Vec<(&'static str, Direction)>,
    set: Vec<(&'static str, Result<Expr, LiteralError>)>,
    returning: Vec<&'static str>,
    limit: u32,
    table: PhantomData<fn() -> T>,
}

/// One row of the table of `T`, unless the limit says otherwise.
pub fn claim<T: Table>(database: &Database) -> Claim<'_, T> {
    Claim {
        database,
        filter: Vec::new(),
        order: Vec::new(),
        set: Vec::new(),
        returning: Vec::new(),
        limit: 1,
        table: PhantomData,
    }
}

impl<T: Table> Claim<'_, T> {
    /// Which rows can be taken; where it is said again, both hold.
    pub fn filter<E: Operand<kind::Boolean>>(
        mut self,
        filter: impl FnOnce(T::Columns) -> E,
    ) -> Self {
        self.filter.push(predicate(T::columns(), filter));
        self
    }

    /// Which are taken first: those with the smallest value.
    pub fn ascending<V>(mut self, column: impl FnOnce(T::Columns) -> Column<T, V>) -> Self {
        let name = column(T::columns()).name();
        self.order.push((name, Direction::Ascending));
        self
    }

    /// Which are taken first: those with the greatest value.
    pub fn descending<V>(mut self, column: impl FnOnce(T::Columns) -> Column<T, V>) -> Self {
        let name = column(T::columns()).name();
        self.order.push((name, Direction::Descending));
        self
    }

    /// What a column of a taken row becomes.
    pub fn set<V: SqlValue, E: Operand<V::Kind>>(
        mut self,
        column: impl FnOnce(T::Columns) -> Column<T, V>,
        value: impl FnOnce(T::Columns) -> E,
    ) -> Self {
        let name = column(T::columns()).name();
        self.set.push((name, value(T::columns()).into_operand()));
        self
    }

    /// The columns to give back.
    pub fn returning<L: ColumnList<T>>(mut self, columns: impl FnOnce(T::Columns) -> L) -> Self {
        self.returning.extend(columns(T::columns()).names());
        self
    }

    /// How many rows at most.
    pub const fn limit(mut self, rows: u32) -> Self {
        self.limit = rows;
        self
    }

    /// The statement.
    ///
    /// # Errors
    ///
    /// If there is no filter or nothing is set, if a column that is set is a key, the tenant or immutable, if the
    /// table has no primary key or is append-only, or if there are more values than a statement takes.
    pub fn build(self) -> Result<Query, QueryError> {
        let target = Target::of::<T>(self.database)?;
        let table = target.name();
        let keys = target.table.primary_key();
        let wrong = match () {
            () if keys.is_empty() => Some(QueryError::NoPrimaryKey { table }),
            () if target.table.kind == TableKind::AppendOnly => Some(QueryError::AppendOnly {
                table,
                what: "claimed",
            }),
            () if self.filter.is_empty() => Some(QueryError::NoFilter { table }),
            () if self.set.is_empty() => Some(QueryError::NothingSet { table }),
            () if self.limit == 0 => Some(QueryError::NoLimit { table }),
            () => None,
        };
        if let Some(wrong) = wrong {
            return Err(wrong);
        }
        let mut binder = Binder::default();
        let mut conditions = Vec::new();
        for filter in &self.filter {
            let filter = target.condition(&mut binder, filter)?;
            conditions.push(in_conjunction(&filter));
        }
        let names = names(target, keys.len());
        let chosen = keys.iter().zip(&names);
        let chosen: Vec<String> = chosen
            .map(|(key, name)| format!("{} AS {name}", key.to_sql()))
            .collect();
        let table = target.table.name.to_sql();
        let mut text = format!(
            "WITH claimed AS MATERIALIZED (SELECT {} FROM {table} WHERE {}",
            chosen.join(", "),
            conditions.join(" AND "),
        );
        let mut order = Vec::new();
        for (name, direction) in &self.order {
            let column = target.column(name)?;
            let mut text = in_order(&(column, *direction));
            // Going down, the server would begin with the rows that have none.
            if column.nullable && *direction == Direction::Descending {
                text.push_str(" NULLS LAST");
            }
            order.push(text);
        }
        if !order.is_empty() {
            text += &format!(" ORDER BY {}", order.join(", "));
        }
        let limit = binder.integer(self.limit.into());
        text += &format!(" LIMIT {} FOR NO KEY UPDATE SKIP LOCKED)", limit.to_sql());
        let set = self.assignments(target, &mut binder)?;
        let same = keys.iter().zip(&names);
        let same: Vec<String> = same
            .map(|(key, name)| format!("t.{} = claimed.{name}", key.to_sql()))
            .collect();
        text += &format!(
            " UPDATE {table} AS t SET {set} FROM claimed WHERE {}",
            same.join(" AND "),
        );
        if !self.returning.is_empty() {
            let columns = target.columns(&self.returning)?;
            let columns: Vec<String> = columns
                .iter()
                .map(|it| format!("t.{}", it.to_sql()))
                .collect();
            text += &format!(" RETURNING {}", columns.join(", "));
        }
        binder.finish(text)
    }

    fn assignments(&self, target: Target<'_>, binder: &mut Binder) -> Result<String, QueryError> {
        let mut set: Vec<(&Identifier, String)> = Vec::new();
        for (name, value) in &self.set {
            let column = target.column(name)?;
            target.change(column)?;
            if set.iter().any(|(it, _)| **it == column.name) {
                return Err(target.twice(&column.name));
            }
            let value = value.clone()?;
            if column.encryption.is_some() && value != Expr::Literal(Literal::Null) {
                return Err(QueryError::Kept {
                    table: target.name(),
                    column: column.name.as_str().to_owned(),
                    what: "sealed for one row, and a claim takes any",
                });
            }
            super::insert::no_uuid_v7(target, column, &value)?;
            let data_type = unbounded(target.database, &column.data_type);
            let value = binder.bind(target, value, Some(&data_type));
            set.push((&column.name, value.to_sql()));
        }
        let set = set
            .iter()
            .map(|(name, value)| format!("{} = {value}", name.to_sql()));
        Ok(set.collect::<Vec<_>>().join(", "))
    }
}

/// Names for the key that no column of the table has, so that each name means one column.
fn names(target: Target<'_>, count: usize) -> Vec<String> {
    let mut names = Vec::new();
    let mut number = 0;
    while names.len() < count {
        number += 1;
        let name = format!("key_{number}");
        if target.table.column(&name).is_none() {
            names.push(name);
        }
    }
    names
}
