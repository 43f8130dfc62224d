use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::{Parameter, Query, QueryError};
use crate::Database;
use crate::harden::signed;
use crate::sql::ToSql;

/// A key that signs contexts, of a database whose profile says [`signed_context`](crate::Hardening::signed_context).
///
/// The application has the key from its secret manager, and the server has its two pads in a table that no role of the
/// application can read. Superusers, the owner and a role for backups can: keep that table's rows out of dumps
/// (`pg_dump --exclude-table-data=app_private.context_keys`), and give each database a key of its own. To rotate: [`insert`](Self::insert) the new key, let the programs sign with it, and [`remove`](Self::remove) the
/// old one when the last token that it signed is too old.
///
/// ```
/// # #[cfg(all(feature = "derive", feature = "uuid"))]
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # use pgschema::{Database, Hardening, Table};
/// use std::time::Duration;
///
/// use pgschema::query::{Authenticated, Context, ContextKey};
/// use uuid::Uuid;
/// # #[derive(Table)]
/// # #[pg(table = "documents", tenant = tenant_id)]
/// # struct Document {
/// #     #[pg(primary_key)]
/// #     id: Uuid,
/// #     tenant_id: Uuid,
/// # }
///
/// let hardening = Hardening::new("app").signed_context();
/// let database = Database::builder().hardened(hardening).table::<Document>().build()?;
/// let key = ContextKey::new("2026-11", [7; 32])?;
/// let tenant = || Authenticated::by("the session cookie's signature", Uuid::nil());
/// let context = Context::signed(&database, &key, Duration::from_secs(60)).tenant(tenant())?;
/// // The token is sent beside the statement.
/// let bind = &context.statements()?[0];
/// assert_eq!(bind.text(), "SELECT pg_catalog.set_config('app.context', $1::text, true)");
/// // Without a key there is nothing that the helpers would believe.
/// assert!(Context::new(&database).tenant(tenant()).is_err());
/// // The key itself is in no log.
/// assert_eq!(format!("{key:?}"), "ContextKey(\"2026-11\", ***)");
/// # Ok(())
/// # }
/// # #[cfg(not(all(feature = "derive", feature = "uuid")))]
/// # fn main() {}
/// ```
///
/// RFC 2104: HMAC.
#[derive(Clone)]
pub struct ContextKey {
    id: String,
    bytes: Zeroizing<[u8; 32]>,
}

impl ContextKey {
    /// A key by its id, which is no secret: letters, digits, `-` and `_`.
    ///
    /// # Errors
    ///
    /// If the id is empty or has anything else in it.
    pub fn new(id: impl Into<String>, bytes: [u8; 32]) -> Result<Self, QueryError> {
        let id = id.into();
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        if id.is_empty() || !id.chars().all(is_part) {
            return Err(QueryError::KeyId { id });
        }
        Ok(Self {
            id,
            bytes: Zeroizing::new(bytes),
        })
    }

    /// A new key, from the system's random numbers.
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new), or if the system gives no random numbers.
    pub fn generate(id: impl Into<String>) -> Result<Self, QueryError> {
        let mut bytes = Zeroizing::new([0; 32]);
        getrandom::fill(bytes.as_mut()).map_err(|error| QueryError::NoRandomNumbers {
            reason: error.to_string(),
        })?;
        Self::new(id, *bytes)
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The bytes, for the secret manager.
    #[must_use]
    pub fn expose(&self) -> &[u8; 32] {
        &self.bytes
    }

    /// Tells the server of the key; the owner runs it. The pads are sent beside the statement. A server that logs values as
    /// well would log them: `log_parameter_max_length = 0`, as [`operations`](crate::operations) renders it, keeps them out.
    pub fn insert(&self, database: &Database) -> Query {
        let pad = |byte: u8| {
            let mut pad = vec![byte; 64];
            for (pad, key) in pad.iter_mut().zip(self.bytes.iter()) {
                *pad ^= key;
            }
            Parameter::Bytes(Some(pad))
        };
        Query {
            text: format!(
                "INSERT INTO {} (key_id, inner_pad, outer_pad) VALUES ($1::text, $2::bytea, $3::bytea)",
                table(database)
            ),
            parameters: vec![Parameter::Text(Some(self.id.clone())), pad(0x36), pad(0x5c)],
        }
    }

    /// Makes the server forget a key; the owner runs it. What it signed is worth nothing from then on.
    pub fn remove(id: &str, database: &Database) -> Query {
        Query {
            text: format!("DELETE FROM {} WHERE key_id = $1::text", table(database)),
            parameters: vec![Parameter::Text(Some(id.to_owned()))],
        }
    }

    /// The token of a tenant and a user, either of which may be nobody.
    pub(super) fn token(&self, tenant: &str, user: &str, lifetime: Duration) -> String {
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        let until = now.saturating_add(lifetime).as_secs();
        let text = format!(
            "v1.{}.{until}.{}.{}",
            self.id,
            hex(tenant.as_bytes()),
            hex(user.as_bytes())
        );
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(self.bytes.as_ref()) else {
            // HMAC takes keys of any length.
            return String::new();
        };
        mac.update(text.as_bytes());
        let mac = hex(&mac.finalize().into_bytes());
        format!("{text}.{mac}")
    }
}

fn table(database: &Database) -> String {
    signed::keys(database.home()).map_or_else(|_| String::new(), |it| it.to_sql())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl fmt::Debug for ContextKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ContextKey({:?}, ***)", self.id)
    }
}
