use std::fmt;

use zeroize::Zeroizing;

use super::EncryptionError;
use crate::define::envelope;
use crate::sql::{Literal, LiteralError};
use crate::typed::{SealedFor, SqlValue, ToLiteral, kind};

/// A value as the server keeps it.
#[derive(Clone, PartialEq, Eq)]
#[must_use = "a sealed value is kept where it was sealed for"]
pub struct Sealed {
    pub(super) bytes: Vec<u8>,
    /// The row and the column, to which a statement that adds it is held.
    pub(super) place: SealedFor,
}

impl Sealed {
    /// What goes into the column, for a driver that is given bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The same, without a copy.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

impl SqlValue for Sealed {
    type Kind = kind::Sealed;
}

impl ToLiteral for Sealed {
    fn to_literal(&self) -> Result<Literal, LiteralError> {
        Ok(Literal::Bytes(self.bytes.clone()))
    }

    fn sealed_for(&self) -> Option<SealedFor> {
        Some(self.place.clone())
    }
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match key_id(&self.bytes) {
            Some(id) => write!(f, "Sealed(key {id}, {} bytes)", self.bytes.len()),
            None => f.write_str("Sealed"),
        }
    }
}

/// The number of the key.
pub(super) fn key_id(sealed: &[u8]) -> Option<u16> {
    let bytes = sealed.get(envelope::KEY_ID..envelope::KEY_ID + 2)?;
    Some(u16::from_be_bytes(bytes.try_into().ok()?))
}

/// A value that was opened. `Debug` writes `***`, there is no `Display`, and its memory is wiped when it is dropped.
#[derive(Clone)]
pub struct Opened(Zeroizing<Vec<u8>>);

impl Opened {
    pub(super) fn new(bytes: Vec<u8>) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The bytes.
    #[must_use]
    pub fn expose(&self) -> &[u8] {
        &self.0
    }

    /// The text.
    ///
    /// # Errors
    ///
    /// If it is none.
    pub fn expose_text(&self) -> Result<&str, EncryptionError> {
        std::str::from_utf8(self.expose()).map_err(|_| EncryptionError::NoText)
    }
}

impl fmt::Debug for Opened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Opened(***)")
    }
}
