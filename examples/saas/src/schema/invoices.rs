//! Invoices.

use chrono::{DateTime, NaiveDate, Utc};
use pgschema::{PgDomain, Table};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::common::Currency;
use super::orders::{Order, OrderId};
use super::tenants::{Tenant, TenantId};

/// Which invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PgDomain)]
#[pg(transparent)]
pub struct InvoiceId(pub Uuid);

/// The invoice of an order, in the order's currency. Once it is issued, only its payment changes.
#[derive(Clone, Debug, PartialEq, Table)]
#[pg(table = "invoices", tenant = tenant_id)]
#[pg(foreign_key(
    columns(order_id, currency), references(Order::id, Order::currency),
    on_delete = restrict, on_update = restrict, name = "invoices_order_fkey",
))]
#[pg(index(columns(due_on), where = |i| i.paid_at.is_null(), name = "invoices_unpaid_idx"))]
#[pg(check(name = "invoices_due_after_issue", |i| i.due_on.ge(i.issued_on)))]
#[pg(check(
    name = "invoices_tax_is_net_times_rate",
    "tax_cents = round(net_cents * tax_rate)"
))]
#[pg(grant(select, insert, update(paid_at), to(runtime)))]
pub struct Invoice {
    /// The tenant that the invoice belongs to.
    #[pg(references(Tenant::id, on_delete = restrict))]
    pub tenant_id: TenantId,
    /// Stands for the invoice in links and in the API.
    #[pg(primary_key)]
    pub id: InvoiceId,
    /// The number on the paper, without gaps within a year: 2026-000123.
    #[pg(
        unique,
        check("number ~ '^[0-9]{4}-[0-9]{6}$'", name = "invoices_number_form")
    )]
    pub number: String,
    /// The order that it is for; one invoice each.
    #[pg(unique)]
    pub order_id: OrderId,
    /// The currency, which is that of the order.
    pub currency: Currency,
    /// What it comes to without tax, in the smallest unit of the currency.
    #[pg(check(|i| i.net_cents.ge(0), name = "invoices_net_not_negative"))]
    pub net_cents: i64,
    /// The tax for one unit of money: 0.2 for 20 %.
    #[pg(precision = 5, scale = 4, check(|i| i.tax_rate.between(0, 1), name = "invoices_tax_rate_range"))]
    pub tax_rate: Decimal,
    /// The tax, rounded.
    pub tax_cents: i64,
    /// What is to be paid.
    #[pg(generated(stored = |i| i.net_cents + i.tax_cents))]
    pub total_cents: i64,
    /// The day that is on it.
    pub issued_on: NaiveDate,
    /// The last day to pay.
    pub due_on: NaiveDate,
    /// When it was paid.
    pub paid_at: Option<DateTime<Utc>>,
    /// When the row was added.
    #[pg(default = now())]
    pub created_at: DateTime<Utc>,
}
