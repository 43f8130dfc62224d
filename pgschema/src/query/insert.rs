use std::marker::PhantomData;

use super::bind::Binder;
use super::target::{Target, list};
use super::unbounded::unbounded;
use super::{ColumnList, Query, QueryError};
use crate::model::{Column as ModelColumn, TableKind};
use crate::sql::{Expr, Function, Identifier, LiteralError, ToSql};
use crate::typed::{self, Column, Operand, SealedFor, SqlValue};
use crate::{Database, Table};

/// `INSERT` of one row, also as an upsert.
///
/// Columns that are left out get their defaults: the tenant is the one that the transaction is bound to.
///
/// ```
/// # #[cfg(all(feature = "derive", feature = "uuid"))]
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # use pgschema::{Database, Table, query};
/// # use uuid::Uuid;
/// #[derive(Table)]
/// #[pg(table = "members", tenant = tenant_id)]
/// struct Member {
///     #[pg(primary_key)]
///     id: Uuid,
///     tenant_id: Uuid,
///     #[pg(unique)]
///     email: String,
///     name: String,
/// }
/// # let database = Database::builder().hardened("app").table::<Member>().build()?;
///
/// let upsert = query::insert::<Member>(&database)
///     .value(|m| m.email, "a@b.example")
///     .value(|m| m.name, "Ada")
///     .on_conflict(|m| m.email)
///     .update(|m| m.name)
///     .returning(|m| m.id)
///     .build()?;
/// assert_eq!(
///     upsert.text(),
///     "INSERT INTO app.members (email, name) VALUES ($1::text, $2::text) \
///      ON CONFLICT (tenant_id, email) DO UPDATE SET name = EXCLUDED.name RETURNING id"
/// );
///
/// // `name` is no key, so nothing says which row it would be.
/// let wrong = query::insert::<Member>(&database).value(|m| m.email, "a").value(|m| m.name, "b");
/// assert!(wrong.on_conflict(|m| m.name).build().is_err());
/// # Ok(())
/// # }
/// # #[cfg(not(all(feature = "derive", feature = "uuid")))]
/// # fn main() {}
/// ```
///
/// PostgreSQL manual: INSERT.
#[derive(Clone)]
#[must_use = "an insert does nothing until it is built"]
pub struct Insert<'d, T> {
    database: &'d Database,
    values: Vec<Given>,
    conflict: Option<Vec<&'static str>>,
    update: Vec<&'static str>,
    returning: Vec<&'static str>,
    table: PhantomData<fn() -> T>,
}

/// A row of the table of `T`.
pub fn insert<T: Table>(database: &Database) -> Insert<'_, T> {
    Insert {
        database,
        values: Vec::new(),
        conflict: None,
        update: Vec::new(),
        returning: Vec::new(),
        table: PhantomData,
    }
}

impl<T: Table> Insert<'_, T> {
    /// The value of a column: a Rust value, or an expression without columns such as `now()`.
    pub fn value<V: SqlValue, E: Operand<V::Kind>>(
        mut self,
        column: impl FnOnce(T::Columns) -> Column<T, V>,
        value: E,
    ) -> Self {
        let name = column(T::columns()).name();
        let sealed_for = value.sealed_for();
        self.values.push(Given {
            name,
            value: value.into_operand(),
            sealed_for,
        });
        self
    }

    /// What a row with the same unique key does: nothing, unless [`update`](Self::update) says what.
    ///
    /// In a table of tenants the tenant belongs to each key and needn't be named.
    pub fn on_conflict<L: ColumnList<T>>(mut self, key: impl FnOnce(T::Columns) -> L) -> Self {
        self.conflict = Some(key(T::columns()).names());
        self
    }

    /// The columns that a row with the same key gets from the new one.
    pub fn update<L: ColumnList<T>>(mut self, columns: impl FnOnce(T::Columns) -> L) -> Self {
        self.update.extend(columns(T::columns()).names());
        self
    }

    /// The columns to give back.
    pub fn returning<L: ColumnList<T>>(mut self, columns: impl FnOnce(T::Columns) -> L) -> Self {
        self.returning.extend(columns(T::columns()).names());
        self
    }

    /// The statement.
    ///
    /// # Errors
    ///
    /// If a value is missing or can't be, if a column is the server's, if the conflict target is no unique key, or if there
    /// is none and something is to be updated.
    pub fn build(self) -> Result<Query, QueryError> {
        let target = Target::of::<T>(self.database)?;
        let mut binder = Binder::default();
        let mut columns: Vec<&Identifier> = Vec::new();
        let mut values = Vec::new();
        for given in &self.values {
            let column = target.column(given.name)?;
            if columns.contains(&&column.name) {
                return Err(target.twice(&column.name));
            }
            target.fill_in(column)?;
            let value = value_of(target, column, given.value.clone()?)?;
            if let Some(place) = &given.sealed_for {
                belongs(target, column, place, &self.values)?;
            }
            columns.push(&column.name);
            let data_type = unbounded(target.database, &column.data_type);
            let value = binder.bind(target, value, Some(&data_type));
            values.push(value.to_sql());
        }
        let missing = target.table.columns.iter().find(|column| {
            let has_default =
                column.default.is_some() || column.identity.is_some() || column.generated.is_some();
            !column.nullable && !has_default && !columns.contains(&&column.name)
        });
        if let Some(column) = missing {
            return Err(QueryError::MissingValue {
                table: target.name(),
                column: column.name.as_str().to_owned(),
            });
        }
        let mut text = format!("INSERT INTO {}", target.table.name.to_sql());
        // EXCLUDED is what the new row is called.
        if !self.update.is_empty() && *target.table.name.name() == *"excluded" {
            text.push_str(" AS t");
        }
        match columns.is_empty() {
            true => text.push_str(" DEFAULT VALUES"),
            false => {
                text += &format!(" ({}) VALUES ({})", list(columns), values.join(", "));
            }
        }
        match &self.conflict {
            Some(conflict) => text += &on_conflict(target, conflict, &self.update)?,
            None if self.update.is_empty() => {}
            None => {
                return Err(QueryError::NoConflict {
                    table: target.name(),
                });
            }
        }
        if !self.returning.is_empty() {
            text += &format!(" RETURNING {}", list(target.columns(&self.returning)?));
        }
        binder.finish(text)
    }
}

/// A value that somebody gives.
#[derive(Clone)]
struct Given {
    name: &'static str,
    value: Result<Expr, LiteralError>,
    /// The place that it was sealed for.
    sealed_for: Option<SealedFor>,
}

/// Whether a value was sealed for the row that is added: in another, nothing opens it.
fn belongs(
    target: Target<'_>,
    column: &ModelColumn,
    place: &SealedFor,
    values: &[Given],
) -> Result<(), QueryError> {
    let (table, name) = (target.name(), column.name.to_string());
    let elsewhere = || QueryError::SealedElsewhere {
        table: table.clone(),
        column: name.clone(),
    };
    if (&place.table, &place.column) != (&table, &name) {
        return Err(elsewhere());
    }
    for (key, written) in &place.keys {
        let given = values.iter().find(|it| it.name == key);
        let Some(given) = given else {
            let key = target.column(key)?;
            // The transaction is bound to it.
            let is_tenant = target.table.tenant.as_ref() == Some(&key.name);
            if is_tenant && key.default.is_some() {
                continue;
            }
            return Err(QueryError::SealedWithoutKey {
                table,
                column: name,
                key: key.name.as_str().to_owned(),
            });
        };
        if typed::written(&given.value.clone()?).as_ref() != Some(written) {
            return Err(elsewhere());
        }
    }
    Ok(())
}

/// A value without what can't stand in one.
pub(super) fn value_of(
    target: Target<'_>,
    column: &ModelColumn,
    value: Expr,
) -> Result<Expr, QueryError> {
    let (table, name) = (target.name(), column.name.as_str().to_owned());
    if value.any(&mut |part| matches!(part, Expr::Column(_))) {
        return Err(QueryError::ColumnInValue {
            table,
            column: name,
        });
    }
    no_uuid_v7(target, column, &value)?;
    Ok(value)
}

pub(super) fn no_uuid_v7(
    target: Target<'_>,
    column: &ModelColumn,
    value: &Expr,
) -> Result<(), QueryError> {
    let is_call = |part: &Expr| {
        matches!(
            part,
            Expr::Call {
                function: Function::UuidV7,
                ..
            }
        )
    };
    match value.any(&mut |part| is_call(part)) {
        true => Err(QueryError::DefaultOfVersion {
            table: target.name(),
            column: column.name.as_str().to_owned(),
        }),
        false => Ok(()),
    }
}

fn on_conflict(
    target: Target<'_>,
    conflict: &[&'static str],
    update: &[&'static str],
) -> Result<String, QueryError> {
    let named = target.columns(conflict)?;
    let keys = target.unique_keys();
    let is_same = |key: &Vec<&Identifier>, columns: &[&Identifier]| {
        key.len() == columns.len() && columns.iter().all(|it| key.contains(it))
    };
    let with_tenant: Vec<&Identifier> = target
        .table
        .tenant
        .iter()
        .chain(named.iter().copied())
        .collect();
    let key = keys.iter().find(|it| is_same(it, &named));
    let key = key.or_else(|| keys.iter().find(|it| is_same(it, &with_tenant)));
    let Some(key) = key else {
        return Err(QueryError::NoUniqueKey {
            table: target.name(),
            columns: list(named),
            keys: target.keys_in_words(),
        });
    };
    let mut text = format!(" ON CONFLICT ({}) DO ", list(key.iter().copied()));
    if update.is_empty() {
        text.push_str("NOTHING");
        return Ok(text);
    }
    if target.table.kind == TableKind::AppendOnly {
        return Err(QueryError::AppendOnly {
            table: target.name(),
            what: "updated",
        });
    }
    let primary: Vec<&Identifier> = target.table.primary_key().iter().collect();
    let is_primary = is_same(key, &primary);
    let columns = target.columns(update)?;
    for name in &columns {
        let column = target.column(name.as_str())?;
        if key.contains(name) {
            return Err(QueryError::Kept {
                table: target.name(),
                column: name.as_str().to_owned(),
                what: "part of the key that is the same",
            });
        }
        target.change(column)?;
        if column.encryption.is_some() && !is_primary {
            return Err(QueryError::Kept {
                table: target.name(),
                column: name.as_str().to_owned(),
                what: "sealed for the row that is added",
            });
        }
    }
    let set = columns
        .iter()
        .map(|it| format!("{0} = EXCLUDED.{0}", it.to_sql()));
    let set: Vec<String> = set.collect();
    text += &format!("UPDATE SET {}", set.join(", "));
    Ok(text)
}
