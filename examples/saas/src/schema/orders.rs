//! Products, and orders of them.

use chrono::{DateTime, Utc};
use pgschema::{PgDomain, PgEnum, Table};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::common::{Currency, Timestamps};
use super::lookups::Country;
use super::tenants::{Membership, Tenant, TenantId};
use super::users::UserId;

/// Which product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PgDomain)]
#[pg(transparent)]
pub struct ProductId(pub Uuid);

/// Which order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PgDomain)]
#[pg(transparent)]
pub struct OrderId(pub Uuid);

/// Something that a tenant sells. What has been ordered once is not removed, but no longer active.
#[derive(Clone, Debug, PartialEq, Table)]
#[pg(table = "products", tenant = tenant_id)]
#[pg(index(columns(name), where = |p| p.is_active, name = "products_active_by_name_idx"))]
#[pg(grant(
    select,
    insert,
    update(sku, name, unit_price_cents, currency, is_active, attributes),
    delete,
    to(runtime),
))]
pub struct Product {
    /// The tenant that the product belongs to.
    #[pg(references(Tenant::id, on_delete = restrict))]
    pub tenant_id: TenantId,
    /// Stands for the product in links and in the API.
    #[pg(primary_key)]
    pub id: ProductId,
    /// The number in the tenant's own books.
    #[pg(
        unique,
        check("sku ~ '^[A-Z0-9][A-Z0-9._-]{0,39}$'", name = "products_sku_form")
    )]
    pub sku: String,
    /// What it is called.
    #[pg(max_len = 200)]
    pub name: String,
    /// The price of one, without tax, in the smallest unit of the currency.
    #[pg(check(|p| p.unit_price_cents.ge(0), name = "products_unit_price_not_negative"))]
    pub unit_price_cents: i64,
    /// The currency of the price.
    pub currency: Currency,
    /// Whether it can be ordered.
    #[pg(default = true)]
    pub is_active: bool,
    /// What else there is to say, such as size and colour.
    #[pg(default = "'{}'")]
    #[pg(check(|p| p.attributes.json_type().eq("object"), name = "products_attributes_object"))]
    pub attributes: serde_json::Value,
    /// When the product was added and changed.
    #[pg(flatten)]
    pub timestamps: Timestamps,
}

/// How far an order is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PgEnum)]
#[pg(lookup, name = "order_statuses")]
pub enum OrderStatus {
    /// Still being put together
    Draft,
    /// Sent off by the customer
    Placed,
    /// Paid for
    Paid,
    /// On its way
    Shipped,
    /// Called off
    Cancelled,
}

/// Where an order goes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostalAddress {
    /// Who gets it.
    pub name: String,
    /// The lines of the address, but for the country.
    pub lines: Vec<String>,
}

/// An order. What it comes to is the sum of its lines: see `order_total`.
#[derive(Clone, Debug, PartialEq, Table)]
#[pg(table = "orders", tenant = tenant_id)]
#[pg(unique(columns(id, currency), name = "orders_currency_key"))]
#[pg(index(columns(placed_at desc), where = |o| o.placed_at.is_not_null(), name = "orders_latest_idx"))]
#[pg(index(
    columns(placed_at), where = |o| o.status.is_in([OrderStatus::Placed, OrderStatus::Paid]),
    name = "orders_open_idx",
))]
#[pg(check(
    name = "orders_placed_unless_draft",
    |o| o.status.is_in([OrderStatus::Draft, OrderStatus::Cancelled]).or(o.placed_at.is_not_null()),
))]
#[pg(grant(
    select,
    insert,
    update(status, placed_at, country, ship_to),
    to(runtime)
))]
pub struct Order {
    /// The tenant that the order belongs to.
    #[pg(references(Tenant::id, on_delete = restrict))]
    pub tenant_id: TenantId,
    /// Stands for the order in links and in the API.
    #[pg(primary_key)]
    pub id: OrderId,
    /// The number by which people call it, counted by the tenant.
    #[pg(unique, check(|o| o.number.gt(0), name = "orders_number_positive"))]
    pub number: i64,
    /// Who made the order.
    #[pg(references(Membership::user_id, on_delete = restrict))]
    pub created_by: UserId,
    /// How far it is.
    #[pg(default = OrderStatus::Draft)]
    pub status: OrderStatus,
    /// The currency of all of its lines.
    pub currency: Currency,
    /// The country that it goes to, which decides on taxes.
    pub country: Country,
    /// Where it goes to, as it was said when the order was placed.
    #[pg(
        jsonb,
        check("jsonb_typeof(ship_to) = 'object'", name = "orders_ship_to_object")
    )]
    pub ship_to: PostalAddress,
    /// When the customer sent it off.
    pub placed_at: Option<DateTime<Utc>>,
    /// When the order was added and changed.
    #[pg(flatten)]
    pub timestamps: Timestamps,
}

/// A line of an order: how much of what, for how much.
#[derive(Clone, Debug, PartialEq, Table)]
#[pg(table = "order_lines", tenant = tenant_id, primary_key(columns(order_id, number)))]
#[pg(check(name = "order_lines_number_positive", |l| l.number.gt(0)))]
pub struct OrderLine {
    /// The tenant that the line belongs to.
    #[pg(references(Tenant::id, on_delete = restrict))]
    pub tenant_id: TenantId,
    /// The order.
    #[pg(references(Order::id, on_delete = cascade))]
    pub order_id: OrderId,
    /// Its place in the order, from 1.
    pub number: i16,
    /// The product.
    #[pg(references(Product::id, on_delete = restrict))]
    pub product_id: ProductId,
    /// What the product was called when it was ordered.
    #[pg(max_len = 200)]
    pub description: String,
    /// How much of it, also in parts of a unit.
    #[pg(precision = 12, scale = 4, check(|l| l.quantity.gt(0), name = "order_lines_quantity_positive"))]
    pub quantity: Decimal,
    /// The price of one when it was ordered, without tax, in the smallest unit of the order's currency.
    #[pg(check(|l| l.unit_price_cents.ge(0), name = "order_lines_unit_price_not_negative"))]
    pub unit_price_cents: i64,
    /// What the line comes to, rounded half away from zero to a whole unit.
    #[pg(generated(stored = "round(quantity * unit_price_cents)::bigint"))]
    pub total_cents: i64,
}
