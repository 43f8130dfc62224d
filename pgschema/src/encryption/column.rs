use std::fmt;
use std::marker::PhantomData;

use super::{EncryptedCell, EncryptionError, Keys};
use crate::define::BuiltinType;
use crate::model::{Column as ModelColumn, Encryption, Table as ModelTable};
use crate::query::{Parameter, Query};
use crate::sql::{DataType, Identifier, QualifiedName, ToSql};
use crate::typed::{Column, kind};
use crate::{Database, Table};

/// A column that the application seals.
pub struct EncryptedColumn<'d, T> {
    place: Place<'d>,
    types: PhantomData<fn() -> T>,
}

/// Where values are.
#[derive(Clone, Debug)]
pub(super) struct Place<'d> {
    pub(super) table: &'d ModelTable,
    pub(super) column: &'d ModelColumn,
    pub(super) encryption: &'d Encryption,
    /// The columns of the primary key that values are bound to.
    pub(super) keys: Vec<&'d Identifier>,
    /// The schema, the table and the column that values are bound to.
    pub(super) context: [String; 3],
}

/// A column of the table of `T`, which has `#[pg(encrypted)]`: else it doesn't compile.
///
/// # Errors
///
/// If the database doesn't have the table, or rows of it have no key that a value could be bound to.
pub fn column<T: Table>(
    database: &Database,
    column: impl FnOnce(T::Columns) -> Column<T, kind::Sealed>,
) -> Result<EncryptedColumn<'_, T>, EncryptionError> {
    let unknown = EncryptionError::UnknownTable {
        rust: T::TABLE.rust,
    };
    let schema = T::TABLE.schema.unwrap_or(database.home().as_str());
    let name = QualifiedName::new(schema, T::TABLE.name);
    let table = name.ok().and_then(|name| database.table(&name));
    let table = table.ok_or(unknown.clone())?;
    let column = table.column(column(T::columns()).name()).ok_or(unknown)?;
    let encryption = column.encryption.as_deref();
    let encryption = encryption.ok_or_else(|| EncryptionError::NotEncrypted {
        table: table.name.to_string(),
        column: column.name.to_string(),
    })?;
    let key = table.primary_key().iter();
    let keys: Vec<&Identifier> = key
        .filter(|key| is_written_in_one_way(database, table, key))
        .collect();
    let tells_rows_apart = keys
        .iter()
        .any(|key| table.is_tenant_root() || table.tenant.as_ref() != Some(*key));
    if !tells_rows_apart {
        return Err(EncryptionError::NoRowKey {
            table: table.name.to_string(),
        });
    }
    let context = [
        table.name.schema().as_str().to_owned(),
        table.name.name().as_str().to_owned(),
        column.name.as_str().to_owned(),
    ];
    let place = Place {
        table,
        column,
        encryption,
        keys,
        context,
    };
    Ok(EncryptedColumn {
        place,
        types: PhantomData,
    })
}

/// Whether the program writes a value as the server gives it back: a moment is rounded on the way, say.
fn is_written_in_one_way(database: &Database, table: &ModelTable, key: &Identifier) -> bool {
    let Some(column) = table.column(key.as_str()) else {
        return false;
    };
    let mut data_type = &column.data_type;
    loop {
        match data_type {
            DataType::Builtin(builtin) => {
                return matches!(
                    builtin,
                    BuiltinType::Uuid
                        | BuiltinType::Smallint
                        | BuiltinType::Integer
                        | BuiltinType::Bigint
                        | BuiltinType::Text
                        | BuiltinType::Varchar(_)
                );
            }
            DataType::Named(named) => {
                match database.domains().iter().find(|it| it.name == named.name) {
                    Some(domain) => data_type = &domain.base,
                    None => return database.enums().iter().any(|it| it.name == named.name),
                }
            }
            DataType::Array(_) | DataType::Text(_) => return false,
        }
    }
}

impl<'d, T: Table> EncryptedColumn<'d, T> {
    /// The names that values were sealed for, if the schema, the table or the column has had another name since.
    ///
    /// ```
    /// # #[cfg(all(feature = "derive", feature = "uuid"))]
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # use pgschema::encryption;
    /// # use pgschema::{Database, Table};
    /// # use uuid::Uuid;
    /// // It was `people.ssn`.
    /// #[derive(Table)]
    /// #[pg(table = "patients", tenant = clinic_id)]
    /// struct Patient {
    ///     #[pg(primary_key)]
    ///     id: Uuid,
    ///     clinic_id: Uuid,
    ///     #[pg(encrypted)]
    ///     insurance_number: Vec<u8>,
    /// }
    /// # let database = Database::builder().hardened("app").table::<Patient>().build()?;
    /// let number = encryption::column::<Patient>(&database, |p| p.insurance_number)?
    ///     .known_as("app", "people", "ssn");
    /// # let _ = number;
    /// # Ok(())
    /// # }
    /// # #[cfg(not(all(feature = "derive", feature = "uuid")))]
    /// # fn main() {}
    /// ```
    #[must_use]
    pub fn known_as(mut self, schema: &str, table: &str, column: &str) -> Self {
        self.place.context = [schema, table, column].map(str::to_owned);
        self
    }

    /// The value of the column in one row: which one, [`key`](EncryptedCell::key) says.
    pub fn row(&self) -> EncryptedCell<'d, T> {
        EncryptedCell::of(self.place.clone())
    }

    /// Rows that another key has sealed than the one that seals now: their primary keys, and what is sealed.
    ///
    /// ```
    /// # #[cfg(all(feature = "derive", feature = "uuid"))]
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # use pgschema::encryption::{self, Keys, SealingKey};
    /// # use pgschema::{Database, Table};
    /// # use uuid::Uuid;
    /// # #[derive(Table)]
    /// # #[pg(table = "patients", tenant = clinic_id)]
    /// # struct Patient {
    /// #     #[pg(primary_key)]
    /// #     id: Uuid,
    /// #     clinic_id: Uuid,
    /// #     #[pg(encrypted)]
    /// #     insurance_number: Vec<u8>,
    /// # }
    /// # let database = Database::builder().hardened("app").table::<Patient>().build()?;
    /// let keys = Keys::new(SealingKey::new(2, [7; 32]));
    /// let number = encryption::column::<Patient>(&database, |p| p.insurance_number)?;
    /// assert_eq!(
    ///     number.outdated(&keys, 100).text(),
    ///     "SELECT clinic_id, id, insurance_number FROM app.patients \
    ///      WHERE insurance_number_key_id <> $1::bigint ORDER BY clinic_id, id LIMIT $2::bigint"
    /// );
    /// # Ok(())
    /// # }
    /// # #[cfg(not(all(feature = "derive", feature = "uuid")))]
    /// # fn main() {}
    /// ```
    pub fn outdated(&self, keys: &Keys, limit: u32) -> Query {
        let place = &self.place;
        let key: Vec<String> = place
            .table
            .primary_key()
            .iter()
            .map(ToSql::to_sql)
            .collect();
        let key = key.join(", ");
        Query::new(
            format!(
                "SELECT {key}, {} FROM {} WHERE {} <> $1::bigint ORDER BY {key} LIMIT $2::bigint",
                place.column.name.to_sql(),
                place.table.name.to_sql(),
                place.encryption.key_id.to_sql(),
            ),
            vec![
                Parameter::Integer(Some(keys.current().id().into())),
                Parameter::Integer(Some(limit.into())),
            ],
        )
    }
}

impl<'d> Place<'d> {
    /// The tenant that a blind index is bound to: values of two tenants aren't told to be equal.
    pub(super) fn tenant(&self) -> Option<&'d Identifier> {
        let tenant = self.table.tenant.as_ref()?;
        (!self.table.is_tenant_root()).then_some(tenant)
    }

    pub(super) const fn has_blind_index(&self) -> bool {
        self.encryption.blind_index.is_some()
    }

    pub(super) fn names(&self) -> (String, String) {
        (self.table.name.to_string(), self.column.name.to_string())
    }
}

// Derived, these would ask for `T: Clone` and `T: Debug`, though a column holds no row.
impl<T> Clone for EncryptedColumn<'_, T> {
    fn clone(&self) -> Self {
        Self {
            place: self.place.clone(),
            types: PhantomData,
        }
    }
}

impl<T> fmt::Debug for EncryptedColumn<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (table, column) = self.place.names();
        write!(f, "EncryptedColumn({table}.{column})")
    }
}
