//! A database with enough rows that a plan can be bad.

#![allow(
    clippy::duplicated_attributes,
    reason = "two indexes begin with the same column"
)]

use chrono::{DateTime, Utc};
use pgschema::{Database, Table, Version};
use pgschema_test_support::{Cluster, TestDatabase, apply};
use postgres::Client;
use rust_decimal::Decimal;
use uuid::Uuid;

/// Whose documents there are many of.
pub(crate) const TENANT: &str = "00000000-0000-7000-8000-000000000001";

/// A paper that somebody sent.
#[derive(Table)]
#[pg(table = "documents", tenant = tenant_id)]
#[pg(index(name = "documents_amount_idx", columns(tenant_id, amount)))]
#[pg(index(name = "documents_lower_title_idx", columns(tenant_id, "lower(title)")))]
#[pg(index(name = "documents_kind_idx", columns(tenant_id, kind)))]
#[pg(allow(leaky_index, reason = "shows what it costs"))]
#[allow(dead_code, reason = "only described")]
struct Document {
    #[pg(primary_key)]
    id: Uuid,
    tenant_id: Uuid,
    kind: i32,
    sort: i32,
    #[pg(max_len = 200)]
    title: String,
    #[pg(precision = 12, scale = 2)]
    amount: Decimal,
}

/// A page of a paper.
#[derive(Table)]
#[pg(table = "pages", tenant = tenant_id)]
#[pg(allow(unindexed_foreign_key, reason = "shows what it costs"))]
#[allow(dead_code, reason = "only described")]
struct Page {
    #[pg(primary_key)]
    id: Uuid,
    tenant_id: Uuid,
    #[pg(references(Document::id, on_delete = cascade))]
    document_id: Uuid,
}

/// What is sent, month by month.
#[derive(Table)]
#[pg(table = "parcels", tenant = tenant_id)]
#[pg(
    primary_key(columns(tenant_id, sent_at, id)),
    partition_by(range(sent_at))
)]
#[pg(partition(name = "parcels_2026_01", from("2026-01-01"), to("2026-02-01")))]
#[pg(index(name = "parcels_weight_idx", columns(tenant_id, weight)))]
#[pg(allow(leaky_index, reason = "shows what it costs"))]
#[allow(dead_code, reason = "only described")]
struct Parcel {
    id: Uuid,
    tenant_id: Uuid,
    sent_at: DateTime<Utc>,
    #[pg(precision = 12, scale = 2)]
    weight: Decimal,
}

/// The model of the tables that plans are of.
pub(crate) fn model() -> Database {
    let builder = Database::builder().hardened("app");
    let builder = builder
        .table::<Document>()
        .table::<Page>()
        .table::<Parcel>();
    builder.build().unwrap_or_else(|errors| panic!("{errors}"))
}

/// The tables with rows, and three that are as a hasty hand would make them.
pub(crate) fn fill(cluster: &Cluster) -> TestDatabase<'_> {
    let version = Version::try_from(cluster.version()).unwrap();
    let database = cluster.fresh_database();
    apply(&mut database.owner(), &model().render(version).unwrap());
    let mut client = database.superuser();
    client.batch_execute(&format!("
        SET synchronous_commit = off;
        -- As it would be for somebody who forgot it.
        DROP INDEX IF EXISTS app.pages_tenant_id_document_id_idx;
        CREATE FUNCTION app.number(number integer) RETURNS uuid LANGUAGE sql IMMUTABLE
            RETURN ('00000000-0000-7000-8000-' || lpad(number::text, 12, '0'))::uuid;
        INSERT INTO app.documents (id, tenant_id, kind, sort, title, amount)
            SELECT app.number(n), app.number(greatest(n - 60000, 0) / 4000 + 1), n % 100, n % 100,
                repeat('x', 80) || n, n / 100.0
            FROM generate_series(1, 100000) n;
        INSERT INTO app.pages (id, tenant_id, document_id)
            SELECT app.number(n), '{TENANT}', app.number(n) FROM generate_series(1, 40000) n;

        CREATE TABLE app.readings (at timestamptz, value integer);
        INSERT INTO app.readings SELECT timestamptz '2026-01-01' + n * interval '1 second', n FROM generate_series(1, 200000) n;
        CREATE INDEX readings_at_idx ON app.readings USING brin (at);
        INSERT INTO app.parcels (id, tenant_id, sent_at, weight)
            SELECT app.number(n), '{TENANT}', '2026-01-15', n / 10.0 FROM generate_series(1, 40000) n;

        -- A policy that asks for the setting for each row, and one that asks another table.
        CREATE TABLE app.notes (id integer, owner uuid);
        CREATE TABLE app.members (owner uuid, tenant uuid, active boolean NOT NULL DEFAULT true);
        CREATE TABLE app.letters (id integer, owner uuid);
        INSERT INTO app.notes SELECT n, app.number(n % 5) FROM generate_series(1, 20000) n;
        INSERT INTO app.letters SELECT n, app.number(n) FROM generate_series(1, 20000) n;
        INSERT INTO app.members SELECT app.number(n), app.number(n % 10) FROM generate_series(1, 20000) n;
        ALTER TABLE app.notes ENABLE ROW LEVEL SECURITY;
        ALTER TABLE app.letters ENABLE ROW LEVEL SECURITY;
        CREATE POLICY notes_owner ON app.notes TO app_runtime
            USING (owner = current_setting('app.tenant_id', true)::uuid);
        CREATE POLICY letters_owner ON app.letters TO app_runtime
            USING (owner IN (SELECT owner FROM app.members WHERE active));
        GRANT SELECT ON app.notes, app.members, app.letters TO app_runtime;
        -- Nothing may look after them while a test measures.
        ALTER TABLE app.documents SET (autovacuum_enabled = false);
        ALTER TABLE app.pages SET (autovacuum_enabled = false);
    ")).unwrap();
    client.batch_execute("VACUUM ANALYZE").unwrap();
    // Every row has a new version, so no page of the table is all-visible.
    let touch = "UPDATE app.pages SET document_id = document_id; ANALYZE app.pages";
    client.batch_execute(touch).unwrap();
    database
}

/// What `EXPLAIN` says of a query, in a transaction that is taken back.
pub(crate) fn explain(client: &mut Client, settings: &str, query: &str) -> String {
    let mut transaction = client.transaction().unwrap();
    transaction.batch_execute(settings).unwrap();
    let query = format!("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {query}");
    let plan: serde_json::Value = match transaction.simple_query(&query).unwrap().as_slice() {
        [
            postgres::SimpleQueryMessage::RowDescription(_),
            postgres::SimpleQueryMessage::Row(row),
            ..,
        ] => serde_json::from_str(row.get(0).unwrap()).unwrap(),
        other => panic!("{other:?}"),
    };
    transaction.rollback().unwrap();
    serde_json::to_string_pretty(&plan).unwrap() + "\n"
}
