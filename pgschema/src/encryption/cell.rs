use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::column::Place;
use super::key::fill;
use super::sealed::key_id;
use super::{EncryptionError, Keys, Opened, Sealed, SealingKey};
use crate::Table;
use crate::define::envelope;
use crate::query::{ColumnList, Parameter, Query};
use crate::sql::{Expr, Identifier, LiteralError, ToSql};
use crate::typed::{Column, Operand, SealedFor, SqlValue, written};

/// What a value is bound to, beside its names; another number, another meaning.
const SEALED: &[u8] = b"pgschema sealed value 1";

/// What a blind index is of.
const BLIND_INDEX: &[u8] = b"pgschema blind index 1";

/// The parts of a row's key, as they are written.
type Row<'d> = BTreeMap<&'d Identifier, String>;

/// The value of an encrypted column in one row.
#[must_use = "a cell does nothing by itself"]
pub struct EncryptedCell<'d, T> {
    place: Place<'d>,
    keys: Vec<(&'static str, Result<Expr, LiteralError>)>,
    types: PhantomData<fn() -> T>,
}

impl<'d, T: Table> EncryptedCell<'d, T> {
    pub(super) const fn of(place: Place<'d>) -> Self {
        Self {
            place,
            keys: Vec::new(),
            types: PhantomData,
        }
    }

    /// A column of the primary key, and its value in this row. In a table of tenants the tenant is one.
    ///
    /// Moments, numbers with fractions and other types that are written in more than one way are left out: a value
    /// isn't bound to them.
    pub fn key<V: SqlValue, E: Operand<V::Kind>>(
        mut self,
        column: impl FnOnce(T::Columns) -> Column<T, V>,
        value: E,
    ) -> Self {
        let name = column(T::columns()).name();
        self.keys.push((name, value.into_operand()));
        self
    }

    /// Seals a value for this row.
    ///
    /// # Errors
    ///
    /// If a part of the row's key is missing, or the key of the blind index.
    pub fn seal(&self, keys: &Keys, value: impl AsRef<[u8]>) -> Result<Sealed, EncryptionError> {
        let row = self.row()?;
        let value = value.as_ref();
        let mut sealed = vec![envelope::format(self.place.has_blind_index())];
        sealed.extend(keys.current().id().to_be_bytes());
        if self.place.has_blind_index() {
            sealed.extend(self.blind_index(keys, &row, value)?);
        }
        let mut nonce = [0; envelope::NONCE_LENGTH];
        fill(&mut nonce)?;
        let bound_to = self.bound_to(&sealed, &row);
        let payload = Payload {
            msg: value,
            aad: &bound_to,
        };
        let ciphertext = cipher(keys.current()).encrypt(&XNonce::from(nonce), payload);
        let ciphertext = ciphertext.map_err(|_| EncryptionError::TooLong)?;
        sealed.extend(nonce);
        sealed.extend(ciphertext);
        let keys = row
            .iter()
            .map(|(name, value)| (name.as_str().to_owned(), value.clone()));
        let (table, column) = self.place.names();
        let place = SealedFor {
            table,
            column,
            keys: keys.collect(),
        };
        Ok(Sealed {
            bytes: sealed,
            place,
        })
    }

    /// Opens what was sealed for this row.
    ///
    /// # Errors
    ///
    /// If it was sealed for another place or by another key, or if a bit of it is another.
    pub fn open(&self, keys: &Keys, sealed: &[u8]) -> Result<Opened, EncryptionError> {
        let row = self.row()?;
        let (table, column) = self.place.names();
        let not_sealed = || EncryptionError::NotSealed {
            table: table.clone(),
            column: column.clone(),
            length: sealed.len(),
        };
        let has_index = self.place.has_blind_index();
        let header = envelope::header_length(has_index);
        let is_sealed = sealed.len() >= envelope::overhead(has_index)
            && sealed.first() == Some(&envelope::format(has_index));
        if !is_sealed {
            return Err(not_sealed());
        }
        let id = key_id(sealed).ok_or_else(not_sealed)?;
        let key = keys.get(id).ok_or(EncryptionError::UnknownKey { id })?;
        let (header, rest) = sealed.split_at(header);
        let (nonce, ciphertext) = rest
            .split_first_chunk::<{ envelope::NONCE_LENGTH }>()
            .ok_or_else(not_sealed)?;
        let bound_to = self.bound_to(header, &row);
        let payload = Payload {
            msg: ciphertext,
            aad: &bound_to,
        };
        let opened = cipher(key).decrypt(&XNonce::from(*nonce), payload);
        let refused = EncryptionError::Refused { table, column, id };
        opened.map(Opened::new).map_err(|_| refused)
    }

    /// Seals again by the key that seals now: the statement that changes the row, unless somebody changed it
    /// meanwhile.
    ///
    /// # Errors
    ///
    /// As [`open`](Self::open) and [`seal`](Self::seal).
    pub fn reseal(&self, keys: &Keys, sealed: &[u8]) -> Result<Query, EncryptionError> {
        let opened = self.open(keys, sealed)?;
        let again = self.seal(keys, opened.expose())?;
        let mut parameters = vec![
            Parameter::Bytes(Some(again.into_bytes())),
            Parameter::Bytes(Some(sealed.to_vec())),
        ];
        let mut conditions = String::new();
        for (name, value) in self.row()? {
            parameters.push(Parameter::Text(Some(value)));
            let column = self.place.table.column(name.as_str());
            let data_type = column.map_or_else(|| "text".to_owned(), |it| it.data_type.to_sql());
            conditions.push_str(&format!(
                " AND {} = ${}::text::{data_type}",
                name.to_sql(),
                parameters.len()
            ));
        }
        let column = self.place.column.name.to_sql();
        let text = format!(
            "UPDATE {} SET {column} = $1::bytea WHERE {column} = $2::bytea{conditions}",
            self.place.table.name.to_sql(),
        );
        Ok(Query::new(text, parameters))
    }

    /// The rows that have a value, by its blind index. Of the row's key only the tenant is needed.
    ///
    /// # Errors
    ///
    /// If the column has no blind index, or the keys have none, or the tenant is missing.
    pub fn find<L: ColumnList<T>>(
        &self,
        keys: &Keys,
        value: impl AsRef<[u8]>,
        columns: impl FnOnce(T::Columns) -> L,
    ) -> Result<Query, EncryptionError> {
        let (table, column) = self.place.names();
        let Some(blind_index) = &self.place.encryption.blind_index else {
            return Err(EncryptionError::NoBlindIndex { table, column });
        };
        let given = self.given()?;
        let value = self.blind_index(keys, &given, value.as_ref())?;
        let columns = columns(T::columns()).names();
        let columns: Vec<String> = columns
            .into_iter()
            .filter_map(|name| self.place.table.column(name))
            .map(|column| column.name.to_sql())
            .collect();
        let text = format!(
            "SELECT {} FROM {} WHERE {} = $1::bytea",
            columns.join(", "),
            self.place.table.name.to_sql(),
            blind_index.to_sql(),
        );
        Ok(Query::new(
            text,
            vec![Parameter::Bytes(Some(value.to_vec()))],
        ))
    }

    /// The parts of the row's key that are given, as they are written.
    fn given(&self) -> Result<Row<'d>, EncryptionError> {
        let mut given = BTreeMap::new();
        for (name, value) in &self.keys {
            let key = self.place.keys.iter().find(|key| ***key == **name);
            let is_key = self.place.table.primary_key().iter();
            let mut is_key = is_key.filter(|key| **key == **name);
            let (table, column) = (self.place.table.name.to_string(), (*name).to_owned());
            match (key, is_key.next()) {
                (Some(key), _) => {
                    let written = written(&value.clone()?);
                    if given.contains_key(*key) {
                        return Err(EncryptionError::KeyTwice { table, column });
                    }
                    let none = EncryptionError::KeyWithoutValue { table, column };
                    given.insert(*key, written.ok_or(none)?);
                }
                // Of a type that is written in more than one way.
                (None, Some(_)) => {}
                (None, None) => {
                    let keys = self.place.keys.iter().map(|key| key.as_str());
                    return Err(EncryptionError::NotOfKey {
                        table,
                        column,
                        keys: keys.collect::<Vec<_>>().join(", "),
                    });
                }
            }
        }
        Ok(given)
    }

    /// The row's key, whole.
    fn row(&self) -> Result<Row<'d>, EncryptionError> {
        let given = self.given()?;
        match self
            .place
            .keys
            .iter()
            .find(|key| !given.contains_key(**key))
        {
            Some(missing) => Err(self.missing(missing)),
            None => Ok(given),
        }
    }

    fn missing(&self, column: &Identifier) -> EncryptionError {
        EncryptionError::MissingKey {
            table: self.place.table.name.to_string(),
            column: column.as_str().to_owned(),
        }
    }

    /// What is authenticated with a value: where it belongs, and what stands before it.
    fn bound_to(&self, header: &[u8], row: &Row<'_>) -> Vec<u8> {
        let names = self.place.context.iter().map(String::as_bytes);
        // In the order of the primary key and without the names, which may change.
        let keys = self.place.keys.iter();
        let row = keys
            .filter_map(|key| row.get(*key))
            .map(|value| value.as_bytes());
        let mut bytes = Vec::new();
        for part in [SEALED, header].into_iter().chain(names).chain(row) {
            append(&mut bytes, part);
        }
        bytes
    }

    fn blind_index(
        &self,
        keys: &Keys,
        row: &Row<'_>,
        value: &[u8],
    ) -> Result<[u8; envelope::BLIND_INDEX_LENGTH], EncryptionError> {
        let (table, column) = self.place.names();
        let none = EncryptionError::NoBlindIndexKey { table, column };
        let key = keys.index_key().ok_or_else(|| none.clone())?;
        let tenant = match self.place.tenant() {
            Some(tenant) => row.get(tenant).ok_or_else(|| self.missing(tenant))?,
            None => "",
        };
        let mut text = Vec::new();
        append(&mut text, BLIND_INDEX);
        for name in &self.place.context {
            append(&mut text, name.as_bytes());
        }
        append(&mut text, tenant.as_bytes());
        let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(key.expose()).map_err(|_| none)?;
        mac.update(&text);
        mac.update(value);
        Ok(mac.finalize().into_bytes().into())
    }
}

fn cipher(key: &SealingKey) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&(*key.expose()).into())
}

/// A part with its length before it, so that no two lists of parts give the same bytes.
fn append(bytes: &mut Vec<u8>, part: &[u8]) {
    bytes.extend((part.len() as u64).to_be_bytes());
    bytes.extend(part);
}

// Derived, these would ask for `T: Clone` and `T: Debug`, though a cell holds no row.
impl<T> Clone for EncryptedCell<'_, T> {
    fn clone(&self) -> Self {
        Self {
            place: self.place.clone(),
            keys: self.keys.clone(),
            types: PhantomData,
        }
    }
}

impl<T> fmt::Debug for EncryptedCell<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (table, column) = self.place.names();
        write!(f, "EncryptedCell({table}.{column})")
    }
}
