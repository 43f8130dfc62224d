//! What several tables have in common.

use chrono::{DateTime, Utc};
use pgschema::{ColumnGroup, PgDomain};

/// When a row came, and when it changed.
#[derive(Clone, Debug, PartialEq, ColumnGroup)]
pub struct Timestamps {
    /// When the row was added.
    #[pg(default = now(), immutable)]
    pub created_at: DateTime<Utc>,
    /// When the row was changed last; the server sets it.
    #[pg(touch)]
    pub updated_at: DateTime<Utc>,
}

/// An e-mail address in lower case, so that a plain unique key tells addresses apart.
#[derive(Clone, Debug, PartialEq, Eq, PgDomain)]
#[pg(name = "email")]
#[pg(check("VALUE = lower(VALUE)", name = "email_lower_case"))]
#[pg(check(r"VALUE ~ '^[^@\s]+@[^@\s]+\.[^@\s]+$'", name = "email_form"))]
#[pg(check("octet_length(VALUE) <= 254", name = "email_length"))]
pub struct Email(pub String);

/// The code of a currency, as ISO 4217 has it.
#[derive(Clone, Debug, PartialEq, Eq, PgDomain)]
#[pg(
    name = "currency_code",
    check("VALUE ~ '^[A-Z]{3}$'", name = "currency_code_form")
)]
pub struct Currency(pub String);
