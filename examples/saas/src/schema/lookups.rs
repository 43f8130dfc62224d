//! What is the same for every tenant.

use chrono::NaiveDate;
use pgschema::{PgEnum, Table};
use rust_decimal::Decimal;

use super::common::Currency;

/// A country that the application does business in, by its code in ISO 3166-1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PgEnum)]
#[pg(lookup, name = "countries", rename_all = "UPPERCASE")]
pub enum Country {
    /// Austria
    At,
    /// Switzerland
    Ch,
    /// Germany
    De,
    /// France
    Fr,
    /// The United Kingdom
    Gb,
    /// The United States of America
    Us,
}

/// What one unit of a currency was worth in another on a day.
#[derive(Clone, Debug, PartialEq, Table)]
#[pg(table = "exchange_rates", primary_key(columns(base, quote, valid_on)))]
#[pg(allow(
    no_row_security,
    reason = "published by the central bank, the same for every tenant"
))]
#[pg(check(name = "exchange_rates_two_currencies", |r| r.base.ne(r.quote)))]
#[pg(grant(select, to(runtime, readonly)))]
pub struct ExchangeRate {
    /// The currency that is sold.
    pub base: Currency,
    /// The currency that is bought.
    pub quote: Currency,
    /// The day.
    pub valid_on: NaiveDate,
    /// How much of `quote` one of `base` was worth; never summed up, but multiplied and rounded.
    #[pg(precision = 18, scale = 8, check(|r| r.rate.gt(0), name = "exchange_rates_rate_positive"))]
    pub rate: Decimal,
}
