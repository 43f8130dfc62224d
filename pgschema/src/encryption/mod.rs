//! Values that the server keeps and can't read.
//!
//! `#[pg(encrypted)]` makes a `bytea` for what the application has sealed, a column with the number of the key, a
//! CHECK that nothing else gets in, and with `encrypted(blind_index)` a column by which rows are found. Values are
//! sealed and opened here, by XChaCha20-Poly1305; the keys never get to the server.
//!
//! Each value is bound to its table, its column and its row: in another place it doesn't open.
//!
//! ```
//! # #[cfg(all(feature = "derive", feature = "uuid"))]
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use pgschema::encryption::{self, BlindIndexKey, Keys, SealingKey};
//! use pgschema::{Database, Table, query};
//! use uuid::Uuid;
//!
//! #[derive(Table)]
//! #[pg(table = "patients", tenant = clinic_id)]
//! struct Patient {
//!     #[pg(primary_key)]
//!     id: Uuid,
//!     clinic_id: Uuid,
//!     #[pg(encrypted(blind_index))]
//!     insurance_number: Vec<u8>,
//! }
//! let database = Database::builder().hardened("app").table::<Patient>().build()?;
//!
//! // From the secret manager, in a program that isn't an example.
//! let keys = Keys::new(SealingKey::new(2, [7; 32]))
//!     .and(SealingKey::new(1, [6; 32]))?
//!     .blind_index(BlindIndexKey::new([5; 32]));
//!
//! let number = encryption::column::<Patient>(&database, |p| p.insurance_number)?;
//! let (clinic, id) = (Uuid::from_u128(1), Uuid::from_u128(2));
//! let cell = number.row().key(|p| p.clinic_id, clinic).key(|p| p.id, id);
//! let sealed = cell.seal(&keys, "A123456789")?;
//!
//! // Nothing but what is sealed is a value of the column.
//! let insert = query::insert::<Patient>(&database)
//!     .value(|p| p.id, id)
//!     .value(|p| p.insurance_number, &sealed)
//!     .build()?;
//! # assert!(insert.text().contains("insurance_number"));
//!
//! let opened = cell.open(&keys, sealed.as_bytes())?;
//! assert_eq!(opened.expose_text()?, "A123456789");
//!
//! // Another row, another column, another table, or another byte: it doesn't open.
//! let other = number.row().key(|p| p.clinic_id, clinic).key(|p| p.id, Uuid::from_u128(3));
//! assert!(other.open(&keys, sealed.as_bytes()).is_err());
//!
//! let find = number.row().key(|p| p.clinic_id, clinic);
//! let find = find.find(&keys, "A123456789", |p| (p.id, p.insurance_number))?;
//! assert_eq!(
//!     find.text(),
//!     "SELECT id, insurance_number FROM app.patients WHERE insurance_number_blind_index = $1::bytea"
//! );
//! # Ok(())
//! # }
//! # #[cfg(not(all(feature = "derive", feature = "uuid")))]
//! # fn main() {}
//! ```
//!
//! What it does not hide: how long a value is, when it changed, and with a blind index which rows of a tenant have
//! the same one. Who has the keys and the database has the values; keep the keys where no backup of the database is.
//!
//! draft-irtf-cfrg-xchacha; RFC 8439: ChaCha20 and Poly1305; RFC 2104: HMAC.

mod cell;
mod column;
mod error;
mod key;
mod sealed;

pub use cell::EncryptedCell;
pub use column::{EncryptedColumn, column};
pub use error::EncryptionError;
pub use key::{BlindIndexKey, Keys, SealingKey};
pub use sealed::{Opened, Sealed};
