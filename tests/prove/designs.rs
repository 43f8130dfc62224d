//! Designs of tenants, owners, members and shared rows, each of which is right.

use pgschema::typed::{current_tenant_id, current_user_id};
use pgschema::verify::{Attempt, Proof};
use pgschema::{Database, Hardening, PgDomain, PgEnum, Table, Version};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::right::proven;

/// Those who pay.
#[derive(Table)]
#[pg(table = "tenants", tenant = id)]
struct Tenant {
    #[pg(primary_key)]
    id: Uuid,
    #[pg(max_len = 100)]
    name: String,
}

/// People, who work for several of them.
#[derive(Table)]
#[pg(table = "people", owner = id)]
struct Person {
    #[pg(primary_key)]
    id: Uuid,
    #[pg(unique, check = "email ~ '^[^@ ]+@[^@ ]+$'")]
    email: String,
}

/// Who works for whom.
#[derive(Table)]
#[pg(table = "memberships", tenant = tenant_id)]
#[pg(primary_key(columns(person_id)))]
struct Membership {
    #[pg(references(Tenant::id))]
    tenant_id: Uuid,
    #[pg(references(Person::id))]
    person_id: Uuid,
}

/// What all members of a tenant see, whatever the session is bound to.
#[derive(Table)]
#[pg(table = "boards")]
#[pg(policy(
    name = "boards_of_members", for = all, to(runtime),
    using = "tenant_id = ANY (ARRAY(SELECT m.tenant_id FROM app.memberships AS m WHERE m.person_id = (SELECT app.current_user_id())))",
    with_check = "tenant_id = ANY (ARRAY(SELECT m.tenant_id FROM app.memberships AS m WHERE m.person_id = (SELECT app.current_user_id())))"
))]
#[pg(grant(select, insert, update, delete, to(runtime)))]
struct Board {
    #[pg(primary_key)]
    id: Uuid,
    #[pg(references(Tenant::id))]
    tenant_id: Uuid,
    title: String,
}

/// Rows of the tenant, and rows of nobody that all of them see.
#[derive(Table)]
#[pg(table = "templates")]
#[pg(policy(
    name = "templates_read", for = select, to(runtime),
    using = |t| t.tenant_id.is_null().or(t.tenant_id.eq(current_tenant_id())),
))]
#[pg(policy(
    name = "templates_write", for = all, to(runtime),
    using = |t| t.tenant_id.eq(current_tenant_id()), with_check = |t| t.tenant_id.eq(current_tenant_id()),
))]
#[pg(grant(select, insert, update, delete, to(runtime)))]
struct Template {
    #[pg(primary_key)]
    id: Uuid,
    tenant_id: Option<Uuid>,
    #[pg(max_len = 20)]
    code: String,
}

/// What is deleted stays, and nobody sees it.
#[derive(Table)]
#[pg(table = "letters", tenant = tenant_id)]
#[pg(policy(name = "letters_there", as = restrictive, for = select, to(runtime), using = "deleted_at IS NULL"))]
struct Letter {
    #[pg(references(Tenant::id))]
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    text: String,
    deleted_at: Option<chrono::DateTime<chrono::Utc>>,
}

/// How dear something is.
#[derive(PgEnum)]
enum Grade {
    /// Cheap.
    Low,
    /// Dear.
    High,
}

/// A table with CHECKs of every kind.
#[derive(Table)]
#[pg(table = "goods", tenant = tenant_id)]
#[pg(check(name = "goods_dates", "sold_on IS NULL OR sold_on >= bought_on"))]
#[pg(check(name = "goods_price", "high_cents > low_cents"))]
#[pg(check(name = "goods_one", "num_nonnulls(weight, volume) = 1"))]
struct Good {
    #[pg(references(Tenant::id))]
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(unique, check = "code ~ '^[A-Z]{2}-[0-9]{4}$'")]
    code: String,
    grade: Grade,
    bought_on: chrono::NaiveDate,
    sold_on: Option<chrono::NaiveDate>,
    #[pg(check = "low_cents >= 100")]
    low_cents: i64,
    high_cents: i64,
    #[pg(precision = 12, scale = 3)]
    weight: Option<Decimal>,
    #[pg(precision = 12, scale = 3)]
    volume: Option<Decimal>,
    #[pg(check = "cardinality(tags) BETWEEN 1 AND 3")]
    tags: Vec<String>,
    #[pg(check = "octet_length(digest) = 32")]
    digest: Vec<u8>,
    #[pg(generated(stored = "lower(code)"))]
    search: String,
}

/// A tree.
#[derive(Table)]
#[pg(table = "folders", tenant = tenant_id)]
struct Folder {
    #[pg(references(Tenant::id))]
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(references(Self::id))]
    parent_id: Option<Uuid>,
    name: String,
}

/// One for each folder.
#[derive(Table)]
#[pg(table = "covers", tenant = tenant_id)]
struct Cover {
    #[pg(references(Tenant::id))]
    tenant_id: Uuid,
    #[pg(primary_key, references(Folder::id))]
    folder_id: Uuid,
    picture: Vec<u8>,
}

/// Rows that refer to each other in a circle.
#[derive(Table)]
#[pg(table = "teams", tenant = tenant_id)]
struct Team {
    #[pg(references(Tenant::id))]
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(references(Player::id))]
    captain_id: Option<Uuid>,
}

/// The other half of the circle.
#[derive(Table)]
#[pg(table = "players", tenant = tenant_id)]
struct Player {
    #[pg(references(Tenant::id))]
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(references(Team::id))]
    team_id: Uuid,
}

fn all() -> Database {
    let _ = current_user_id();
    Database::builder()
        .hardened("app")
        .table::<Tenant>()
        .table::<Person>()
        .table::<Membership>()
        .table::<Board>()
        .table::<Template>()
        .table::<Letter>()
        .table::<Good>()
        .table::<Folder>()
        .table::<Cover>()
        .table::<Team>()
        .table::<Player>()
        .build()
        .unwrap_or_else(|invalid| panic!("{invalid}"))
}

#[test]
fn tenants_members_owners_and_shared_rows_are_proven() {
    let proofs: Vec<(Version, Proof)> = proven(|_| all());
    for (_, proof) in proofs {
        assert!(proof.open_tables().is_empty(), "{proof}");
        assert!(proof.meant().is_empty(), "{:?}", proof.meant());
    }
}

/// Accounts of a shop that numbers them, with names of a form of their own.
#[derive(PgDomain)]
#[pg(check = "VALUE ~ '^[a-z]{3}$'")]
struct ShopCode(String);

/// A shop.
#[derive(Table)]
#[pg(table = "shops", tenant = code)]
struct Shop {
    #[pg(primary_key)]
    code: ShopCode,
}

/// What it sells, whose checks and policies are written in other words.
#[derive(Table)]
#[pg(table = "wares", tenant = shop)]
#[pg(check("wares.name <> ''"))]
#[pg(check("name <> 'a{4294967295,}$'", name = "wares_name_other"))]
struct Ware {
    #[pg(primary_key, identity)]
    id: i64,
    #[pg(references(Shop::code))]
    shop: ShopCode,
    name: String,
}

/// Notes of a customer, by a policy that compares the other way round.
#[derive(Table)]
#[pg(table = "remarks")]
#[pg(policy(
    name = "remarks_of_shop", for = all, to(runtime),
    using = "(SELECT app.current_tenant_id()) = shop", with_check = "(SELECT app.current_tenant_id()) = shop",
))]
#[pg(grant(select, insert, update, delete, to(runtime)))]
struct Remark {
    #[pg(primary_key)]
    id: Uuid,
    #[pg(references(Shop::code))]
    shop: ShopCode,
    text: String,
}

#[test]
fn ids_with_checks_and_policies_in_other_words_are_proven() {
    proven(|_| {
        let builder = Database::builder().hardened("app");
        let builder = builder.table::<Shop>().table::<Ware>().table::<Remark>();
        builder.build().unwrap_or_else(|errors| panic!("{errors}"))
    });
}

#[test]
fn a_database_with_signed_contexts_is_proven() {
    let proofs = proven(|_| {
        let hardening = Hardening::new("app").signed_context();
        let builder = Database::builder().hardened(hardening);
        let builder = builder
            .table::<Tenant>()
            .table::<Person>()
            .table::<Membership>();
        builder.build().unwrap_or_else(|errors| panic!("{errors}"))
    });
    for (_, proof) in proofs {
        let mut tried = proof.tried().iter().map(|it| it.attempt);
        assert!(tried.any(|it| it == Attempt::ReadWithForgedContext));
    }
}

/// A booking with ranges, several CHECKs and a level.
#[derive(Table)]
#[pg(table = "bookings", tenant = tenant_id)]
#[pg(check(name = "bookings_dates", "ends_on > starts_on"))]
#[pg(check(
    name = "bookings_state",
    "(state = 'cancelled') = (reason IS NOT NULL)"
))]
struct Booking {
    #[pg(references(Tenant::id))]
    tenant_id: Uuid,
    #[pg(primary_key, identity)]
    id: i64,
    #[pg(
        unique,
        check = "slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(slug) BETWEEN 8 AND 63"
    )]
    slug: String,
    #[pg(check = "state IN ('open', 'cancelled')")]
    state: String,
    reason: Option<String>,
    starts_on: chrono::NaiveDate,
    ends_on: chrono::NaiveDate,
    #[pg(check = "jsonb_typeof(options) = 'object'")]
    options: serde_json::Value,
    #[pg(check = "color ~* '^#[0-9a-f]{6}$'")]
    color: String,
    #[pg(check = "rate > 0 AND rate <= 1", precision = 5, scale = 4)]
    rate: Decimal,
    #[pg(check = "currency = upper(currency) AND length(currency) = 3")]
    currency: String,
}

#[test]
fn bookings_are_proven() {
    proven(|_| {
        let builder = Database::builder().hardened("app");
        let builder = builder.table::<Tenant>().table::<Booking>();
        builder.build().unwrap_or_else(|errors| panic!("{errors}"))
    });
}
