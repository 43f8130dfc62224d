use std::marker::PhantomData;

use super::bind::Binder;
use super::target::{Target, list};
use super::unbounded::unbounded;
use super::{ColumnList, Direction, Query, QueryError};
use crate::model::Column as ModelColumn;
use crate::sql::{Expr, Identifier, Literal, LiteralError, ToSql};
use crate::typed::{Column, Operand, SqlValue, kind, predicate};
use crate::{Database, Table};

/// A page of the rows of a table, which begins after the last row of the page before.
///
/// It costs the same on every page, and rows that come or go meanwhile move none to another: with OFFSET, neither
/// is so. The order must be total, which means that it has the columns of a unique key in it.
///
/// ```
/// # #[cfg(all(feature = "derive", feature = "uuid", feature = "chrono"))]
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # use pgschema::{Database, Table, query};
/// # use chrono::{DateTime, Utc};
/// # use uuid::Uuid;
/// #[derive(Table)]
/// #[pg(table = "documents", tenant = tenant_id)]
/// struct Document {
///     #[pg(primary_key)]
///     id: Uuid,
///     tenant_id: Uuid,
///     title: String,
///     created_at: DateTime<Utc>,
/// }
/// # let database = Database::builder().hardened("app").table::<Document>().build()?;
/// # let (last_created_at, last_id) = (DateTime::<Utc>::default(), Uuid::nil());
///
/// let page = query::page::<Document>(&database)
///     .columns(|d| (d.id, d.title, d.created_at))
///     .descending(|d| d.created_at)
///     .descending(|d| d.id)
///     .after(|d| d.created_at, last_created_at)
///     .after(|d| d.id, last_id)
///     .limit(50)
///     .build()?;
/// assert_eq!(
///     page.text(),
///     "SELECT id, title, created_at FROM app.documents \
///      WHERE (created_at, id) < ($1::text::timestamptz, $2::text::uuid) \
///      ORDER BY created_at DESC, id DESC LIMIT $3::bigint"
/// );
/// # Ok(())
/// # }
/// # #[cfg(not(all(feature = "derive", feature = "uuid", feature = "chrono")))]
/// # fn main() {}
/// ```
///
/// PostgreSQL manual: Row Constructor Comparison, LIMIT and OFFSET.
#[derive(Clone)]
#[must_use = "a page does nothing until it is built"]
pub struct Page<'d, T> {
    database: &'d Database,
    columns: Vec<&'static str>,
    filter: Vec<Result<Expr, LiteralError>>,
    order: Vec<(&'static str, Direction)>,
    after: Vec<(&'static str, Result<Expr, LiteralError>)>,
    limit: u32,
    table: PhantomData<fn() -> T>,
}

/// A page of the table of `T`: 100 rows, unless it says otherwise.
pub fn page<T: Table>(database: &Database) -> Page<'_, T> {
    Page {
        database,
        columns: Vec::new(),
        filter: Vec::new(),
        order: Vec::new(),
        after: Vec::new(),
        limit: 100,
        table: PhantomData,
    }
}

impl<T: Table> Page<'_, T> {
    /// The columns to give; all of them without it.
    pub fn columns<L: ColumnList<T>>(mut self, columns: impl FnOnce(T::Columns) -> L) -> Self {
        self.columns.extend(columns(T::columns()).names());
        self
    }

    /// What holds of the rows; where it is said again, both hold.
    pub fn filter<E: Operand<kind::Boolean>>(
        mut self,
        filter: impl FnOnce(T::Columns) -> E,
    ) -> Self {
        self.filter.push(predicate(T::columns(), filter));
        self
    }

    /// The order: by this column, the smallest first, then by those that are named later.
    pub fn ascending<V>(self, column: impl FnOnce(T::Columns) -> Column<T, V>) -> Self {
        self.order_by(column, Direction::Ascending)
    }

    /// The order: by this column, the greatest first, then by those that are named later.
    pub fn descending<V>(self, column: impl FnOnce(T::Columns) -> Column<T, V>) -> Self {
        self.order_by(column, Direction::Descending)
    }

    /// The order, where the direction is a value.
    pub fn order_by<V>(
        mut self,
        column: impl FnOnce(T::Columns) -> Column<T, V>,
        direction: Direction,
    ) -> Self {
        self.order.push((column(T::columns()).name(), direction));
        self
    }

    /// What the last row of the page before had, once for each column of the order.
    pub fn after<V: SqlValue, E: Operand<V::Kind>>(
        mut self,
        column: impl FnOnce(T::Columns) -> Column<T, V>,
        value: E,
    ) -> Self {
        let name = column(T::columns()).name();
        self.after.push((name, value.into_operand()));
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
    /// If the order isn't total or a column in it may be NULL, if `after` doesn't fit the order, or if there are more
    /// values than a statement takes.
    pub fn build(self) -> Result<Query, QueryError> {
        let target = Target::of::<T>(self.database)?;
        if self.limit == 0 {
            return Err(QueryError::NoLimit {
                table: target.name(),
            });
        }
        let mut binder = Binder::default();
        let order = order(target, &self.order)?;
        let columns = match self.columns.is_empty() {
            true => target.table.columns.iter().map(|it| &it.name).collect(),
            false => target.columns(&self.columns)?,
        };
        let mut conditions = Vec::new();
        for filter in &self.filter {
            let filter = target.condition(&mut binder, filter)?;
            conditions.push(in_conjunction(&filter));
        }
        if !self.after.is_empty() {
            conditions.push(after(target, &order, &self.after, &mut binder)?);
        }
        let mut text = format!(
            "SELECT {} FROM {}",
            list(columns),
            target.table.name.to_sql()
        );
        if !conditions.is_empty() {
            text += &format!(" WHERE {}", conditions.join(" AND "));
        }
        let order: Vec<String> = order.iter().map(in_order).collect();
        let limit = binder.integer(self.limit.into());
        text += &format!(" ORDER BY {} LIMIT {}", order.join(", "), limit.to_sql());
        binder.finish(text)
    }
}

/// A condition beside others of which all hold.
pub(super) fn in_conjunction(condition: &Expr) -> String {
    match condition {
        Expr::Binary { .. } | Expr::Sql(_) | Expr::Not(_) => format!("({})", condition.to_sql()),
        _ => condition.to_sql(),
    }
}

type Ordered<'d> = (&'d ModelColumn, Direction);

pub(super) fn in_order((column, direction): &Ordered<'_>) -> String {
    match direction {
        Direction::Ascending => column.name.to_sql(),
        Direction::Descending => format!("{} DESC", column.name.to_sql()),
    }
}

fn order<'d>(
    target: Target<'d>,
    names: &[(&'static str, Direction)],
) -> Result<Vec<Ordered<'d>>, QueryError> {
    let mut order: Vec<Ordered<'d>> = Vec::new();
    for (name, direction) in names {
        let column = target.column(name)?;
        if order.iter().any(|(it, _)| it.name == column.name) {
            return Err(target.twice(&column.name));
        }
        if column.nullable {
            return Err(QueryError::NullableOrder {
                table: target.name(),
                column: column.name.as_str().to_owned(),
            });
        }
        order.push((column, *direction));
    }
    // Where policies leave one tenant's rows, what is unique within a tenant is unique there.
    let tenant = target.table.tenant.as_ref();
    let tenant = tenant.filter(|_| target.shows_one_tenant());
    let has =
        |name: &Identifier| order.iter().any(|(it, _)| it.name == *name) || tenant == Some(name);
    let is_whole = |name: &str| target.table.column(name).is_some_and(|it| !it.nullable);
    let keys = target.unique_keys();
    let mut keys = keys.iter();
    if !keys.any(|key| key.iter().all(|it| has(it) && is_whole(it.as_str()))) {
        return Err(QueryError::NotTotal {
            table: target.name(),
            columns: list(order.iter().map(|(it, _)| &it.name)),
            keys: target.keys_in_words(),
        });
    }
    Ok(order)
}

fn after(
    target: Target<'_>,
    order: &[Ordered<'_>],
    values: &[(&'static str, Result<Expr, LiteralError>)],
    binder: &mut Binder,
) -> Result<String, QueryError> {
    let mut all = Vec::new();
    for (column, direction) in order {
        let (table, name) = (target.name(), column.name.as_str().to_owned());
        let Some((_, value)) = values.iter().find(|(it, _)| column.name == **it) else {
            return Err(QueryError::HalfAfter {
                table,
                column: name,
            });
        };
        let value = super::insert::value_of(target, column, value.clone()?)?;
        if value == Expr::Literal(Literal::Null) {
            return Err(QueryError::NullAfter {
                table,
                column: name,
            });
        }
        let data_type = unbounded(target.database, &column.data_type);
        let value = binder.bind(target, value, Some(&data_type));
        all.push((column.name.to_sql(), value.to_sql(), *direction));
    }
    for (position, (name, _)) in values.iter().enumerate() {
        if values[..position].iter().any(|(it, _)| it == name) {
            return Err(target.twice(&target.column(name)?.name));
        }
        if !order.iter().any(|(column, _)| column.name == **name) {
            return Err(QueryError::HalfAfter {
                table: target.name(),
                column: (*name).to_owned(),
            });
        }
    }
    let first = all.first().map(|it| it.2);
    if all.len() == 1 || all.iter().all(|it| Some(it.2) == first) {
        let operator = operator(first.unwrap_or(Direction::Ascending));
        let names: Vec<&str> = all.iter().map(|it| it.0.as_str()).collect();
        let values: Vec<&str> = all.iter().map(|it| it.1.as_str()).collect();
        return Ok(match all.len() {
            1 => format!("{} {operator} {}", names[0], values[0]),
            _ => format!("({}) {operator} ({})", names.join(", "), values.join(", ")),
        });
    }
    // In both directions there is no row to compare with. The first comparison alone lets an index begin there.
    let mut text = String::new();
    for (name, value, direction) in all.iter().rev() {
        let operator = operator(*direction);
        text = match text.is_empty() {
            true => format!("{name} {operator} {value}"),
            false => format!("({name} {operator} {value} OR ({name} = {value} AND {text}))"),
        };
    }
    let (name, value, direction) = &all[0];
    Ok(format!(
        "{name} {}= {value} AND {text}",
        operator(*direction)
    ))
}

const fn operator(direction: Direction) -> &'static str {
    match direction {
        Direction::Ascending => ">",
        Direction::Descending => "<",
    }
}
