//! An application of invoices.

use chrono::{DateTime, Utc};
use pgschema::operations::Operations;
use pgschema::{Database, Hardening, Table, Version};
use pgschema_test_support::{Cluster, TestDatabase, apply};
use uuid::Uuid;

/// Those who pay.
#[derive(Table)]
#[pg(table = "tenants", tenant = id)]
#[pg(grant(select, insert, to(runtime)))]
pub(crate) struct Tenant {
    #[pg(primary_key)]
    pub(crate) id: Uuid,
    #[pg(max_len = 200)]
    pub(crate) name: String,
}

/// What they pay for. It changes all the time.
#[derive(Table)]
#[pg(table = "invoices", tenant = tenant_id)]
#[pg(storage(autovacuum_vacuum_scale_factor = 0.02, fillfactor = 80))]
pub(crate) struct Invoice {
    #[pg(primary_key)]
    pub(crate) id: Uuid,
    #[pg(references(Tenant::id))]
    pub(crate) tenant_id: Uuid,
    pub(crate) total_cents: i64,
    #[pg(default = now())]
    pub(crate) issued_at: DateTime<Utc>,
    /// Where to book it.
    #[pg(encrypted)]
    pub(crate) account: Option<Vec<u8>>,
}

pub(crate) const ACME: Uuid = Uuid::from_u128(1);

pub(crate) fn built(hardening: Hardening) -> Database {
    let builder = Database::builder().hardened(hardening);
    let builder = builder.table::<Tenant>().table::<Invoice>();
    builder.build().unwrap_or_else(|errors| panic!("{errors}"))
}

pub(crate) fn model() -> Database {
    built(Hardening::new("app"))
}

pub(crate) fn apply_to(cluster: &Cluster) -> TestDatabase<'_> {
    let version = Version::try_from(cluster.version()).unwrap();
    let database = cluster.fresh_database();
    apply(&mut database.owner(), &model().render(version).unwrap());
    database
}

pub(crate) fn operations(model: &Database) -> Operations<'_> {
    ["app_runtime", "app_readonly", "app_migrator"]
        .into_iter()
        .fold(Operations::new(model, "app_db"), |it, role| {
            it.network(role, "10.0.0.0/16".parse().unwrap())
        })
}

/// The names of the rules that find something.
pub(crate) fn findings(model: &Database) -> Vec<&'static str> {
    let report = model.lint();
    report.findings().iter().map(|it| it.rule.name).collect()
}

/// The names of the rules whose findings are allowed.
pub(crate) fn allowed(model: &Database) -> Vec<&'static str> {
    let report = model.lint();
    let allowed = report.allowed().iter();
    allowed.map(|it| it.finding.rule.name).collect()
}
