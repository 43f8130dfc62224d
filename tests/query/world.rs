//! A small application with tenants, a queue and a column of each kind.

use std::sync::Mutex;

use chrono::{DateTime, NaiveDate, Utc};
use pgschema::query::{Authenticated, Context};
use pgschema::{Database, PgDomain, PgEnum, Table, Version};
use pgschema_test_support::{Cluster, TestDatabase, apply};
use rust_decimal::Decimal;
use uuid::Uuid;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PgDomain)]
#[pg(transparent)]
pub(crate) struct TenantId(pub(crate) Uuid);

#[derive(PgDomain)]
#[pg(check = "VALUE ~ '^[a-z]+$'")]
pub(crate) struct Code(pub(crate) String);

#[derive(Clone, Copy, PgEnum)]
pub(crate) enum State {
    Waiting,
    Taken,
}

#[derive(Clone, Copy, PgEnum)]
#[pg(native)]
pub(crate) enum Colour {
    Red,
    Green,
}

/// Those who pay.
#[derive(Table)]
#[pg(table = "tenants", tenant = id)]
#[pg(grant(select, insert, to(runtime)))]
pub(crate) struct Tenant {
    #[pg(primary_key)]
    pub(crate) id: TenantId,
    pub(crate) name: String,
}

/// What is to be done.
#[derive(Table)]
#[pg(table = "jobs", tenant = tenant_id)]
pub(crate) struct Job {
    #[pg(primary_key)]
    pub(crate) id: Uuid,
    #[pg(references(Tenant::id))]
    pub(crate) tenant_id: TenantId,
    #[pg(default = State::Waiting)]
    pub(crate) state: State,
    #[pg(default = 0)]
    pub(crate) priority: i32,
    #[pg(default = 0)]
    pub(crate) attempts: i32,
    #[pg(unique)]
    pub(crate) name: String,
    #[pg(default = now())]
    pub(crate) created_at: DateTime<Utc>,
}

/// A column of each kind.
#[derive(Table)]
#[pg(table = "things", tenant = tenant_id)]
pub(crate) struct Thing {
    #[pg(primary_key)]
    pub(crate) id: Uuid,
    #[pg(references(Tenant::id))]
    pub(crate) tenant_id: TenantId,
    pub(crate) small: i16,
    pub(crate) whole: i32,
    pub(crate) big: Option<i64>,
    pub(crate) real: f64,
    #[pg(precision = 12, scale = 2)]
    pub(crate) amount: Decimal,
    pub(crate) is_set: bool,
    pub(crate) text: String,
    pub(crate) code: Code,
    pub(crate) bytes: Option<Vec<u8>>,
    pub(crate) day: NaiveDate,
    pub(crate) moment: DateTime<Utc>,
    pub(crate) state: State,
    pub(crate) colour: Option<Colour>,
    pub(crate) tags: Vec<String>,
    pub(crate) settings: serde_json::Value,
}

/// What happened.
#[derive(Table)]
#[pg(table = "events", tenant = tenant_id, append_only)]
pub(crate) struct Event {
    #[pg(primary_key, identity)]
    pub(crate) id: i64,
    #[pg(references(Tenant::id))]
    pub(crate) tenant_id: TenantId,
    pub(crate) what: String,
}

pub(crate) fn model() -> Database {
    let builder = Database::builder().hardened("app");
    let builder = builder
        .table::<Tenant>()
        .table::<Job>()
        .table::<Thing>()
        .table::<Event>();
    builder.build().unwrap_or_else(|errors| panic!("{errors}"))
}

pub(crate) const ACME: TenantId = TenantId(Uuid::from_u128(1));
pub(crate) const OTHER: TenantId = TenantId(Uuid::from_u128(2));

pub(crate) fn context(model: &Database, tenant: TenantId) -> Context<'_> {
    let tenant = Authenticated::by("the test", tenant);
    Context::new(model).tenant(tenant).unwrap()
}

/// The schema, with two tenants.
pub(crate) fn apply_to(cluster: &Cluster) -> TestDatabase<'_> {
    let version = Version::try_from(cluster.version()).unwrap();
    let database = cluster.fresh_database();
    let mut client = database.superuser();
    {
        // Roles belong to the cluster, and two scripts can't make them at once.
        static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
        let _held = ONE_AT_A_TIME.lock().unwrap();
        apply(&mut client, &model().render(version).unwrap());
    }
    for tenant in [ACME, OTHER] {
        let insert = format!("INSERT INTO app.tenants VALUES ('{}', 'x')", tenant.0);
        client.batch_execute(&insert).unwrap();
    }
    database
}

/// What is done as the application over `tokio-postgres`.
pub(crate) async fn over_tokio_postgres(
    url: &str,
    work: impl AsyncFnOnce(&mut tokio_postgres::Client),
) {
    let connected = tokio_postgres::connect(url, tokio_postgres::NoTls).await;
    let (mut client, connection) = connected.unwrap();
    let local = tokio::task::LocalSet::new();
    local.spawn_local(connection);
    local.run_until(work(&mut client)).await;
}
