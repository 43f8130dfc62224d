use std::fmt;

use zeroize::Zeroizing;

use super::EncryptionError;

/// A key that seals values, by its number, which is no secret: it stands beside each value.
///
/// Its memory is wiped when it is dropped, and `Debug` shows the number alone.
///
/// ```
/// use pgschema::encryption::SealingKey;
///
/// let key = SealingKey::new(1, [7; 32]);
/// assert_eq!(format!("{key:?}"), "SealingKey(1, ***)");
/// ```
#[derive(Clone)]
pub struct SealingKey {
    id: u16,
    bytes: Zeroizing<[u8; 32]>,
}

impl SealingKey {
    /// A key from its 32 bytes, which are random: a password isn't one.
    #[must_use]
    pub fn new(id: u16, bytes: [u8; 32]) -> Self {
        Self {
            id,
            bytes: Zeroizing::new(bytes),
        }
    }

    /// A new key, from the system's random numbers.
    ///
    /// # Errors
    ///
    /// If the system gives none.
    pub fn generate(id: u16) -> Result<Self, EncryptionError> {
        Ok(Self {
            id,
            bytes: random()?,
        })
    }

    /// Its number.
    #[must_use]
    pub const fn id(&self) -> u16 {
        self.id
    }

    /// The bytes, for the secret manager.
    #[must_use]
    pub fn expose(&self) -> &[u8; 32] {
        &self.bytes
    }
}

impl fmt::Debug for SealingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SealingKey({}, ***)", self.id)
    }
}

/// The key of the blind indexes. It has no number, as rows are found by one only: with another, the values are
/// sealed again.
///
/// ```
/// use pgschema::encryption::BlindIndexKey;
///
/// let key = BlindIndexKey::new([7; 32]);
/// assert_eq!(format!("{key:?}"), "BlindIndexKey(***)");
/// ```
#[derive(Clone)]
pub struct BlindIndexKey {
    bytes: Zeroizing<[u8; 32]>,
}

impl BlindIndexKey {
    /// A key from its 32 bytes, which are random and not those of a key that seals.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self {
            bytes: Zeroizing::new(bytes),
        }
    }

    /// A new key, from the system's random numbers.
    ///
    /// # Errors
    ///
    /// If the system gives none.
    pub fn generate() -> Result<Self, EncryptionError> {
        Ok(Self { bytes: random()? })
    }

    /// The bytes, for the secret manager.
    #[must_use]
    pub fn expose(&self) -> &[u8; 32] {
        &self.bytes
    }
}

impl fmt::Debug for BlindIndexKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BlindIndexKey(***)")
    }
}

/// The keys of a program: one that seals, others that only open, and that of the blind indexes.
///
/// To rotate: give all programs the new key beside the old one, then let them seal with it, seal what
/// [`outdated`](super::EncryptedColumn::outdated) finds [`again`](super::EncryptedCell::reseal), and drop the old one.
#[derive(Clone, Debug)]
pub struct Keys {
    current: SealingKey,
    others: Vec<SealingKey>,
    blind_index: Option<BlindIndexKey>,
}

impl Keys {
    /// The key that seals.
    #[must_use]
    pub const fn new(current: SealingKey) -> Self {
        Self {
            current,
            others: Vec::new(),
            blind_index: None,
        }
    }

    /// A key that opens what it sealed, and seals nothing.
    ///
    /// # Errors
    ///
    /// If there is a key of that number.
    pub fn and(mut self, key: SealingKey) -> Result<Self, EncryptionError> {
        if self.get(key.id).is_some() {
            return Err(EncryptionError::TwoKeys { id: key.id });
        }
        self.others.push(key);
        Ok(self)
    }

    /// The key of the blind indexes.
    #[must_use]
    pub fn blind_index(mut self, key: BlindIndexKey) -> Self {
        self.blind_index = Some(key);
        self
    }

    /// The key that seals.
    #[must_use]
    pub const fn current(&self) -> &SealingKey {
        &self.current
    }

    pub(super) fn get(&self, id: u16) -> Option<&SealingKey> {
        std::iter::once(&self.current)
            .chain(&self.others)
            .find(|it| it.id == id)
    }

    pub(super) const fn index_key(&self) -> Option<&BlindIndexKey> {
        self.blind_index.as_ref()
    }
}

fn random() -> Result<Zeroizing<[u8; 32]>, EncryptionError> {
    let mut bytes = Zeroizing::new([0; 32]);
    fill(bytes.as_mut())?;
    Ok(bytes)
}

pub(super) fn fill(bytes: &mut [u8]) -> Result<(), EncryptionError> {
    getrandom::fill(bytes).map_err(|error| EncryptionError::NoRandomNumbers {
        reason: error.to_string(),
    })
}
