//! The same statements over the asynchronous drivers.

use pgschema::query::{self, Context, Query, Retry};
use pgschema_test_support::for_each_version;
use tokio::runtime::Builder;
use uuid::Uuid;

use crate::world::{ACME, Job, OTHER, State, apply_to, context, model, over_tokio_postgres};

fn statements(model: &pgschema::Database) -> (Query, Query) {
    let insert = query::insert::<Job>(model)
        .value(|j| j.name, "it's $1")
        .value(|j| j.priority, 3)
        .value(|j| j.state, State::Waiting)
        .returning(|j| (j.id, j.name))
        .build()
        .unwrap();
    let page = query::page::<Job>(model).filter(|j| j.name.eq("it's $1").and(j.priority.eq(3)));
    (
        insert,
        page.columns(|j| j.id).ascending(|j| j.id).build().unwrap(),
    )
}

#[test]
fn tokio_postgres_runs_them() {
    use pgschema::query::tokio_postgres::{TenantTransaction, can_repeat};

    let model = model();
    let (insert, page) = statements(&model);
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    for_each_version(|cluster| {
        let database = apply_to(cluster);
        let url = cluster
            .server()
            .connection_string("app_runtime", &database.name);
        let (acme, other) = (context(&model, ACME), context(&model, OTHER));
        runtime.block_on(over_tokio_postgres(&url, async |client| {
            let added: Uuid = Retry::new()
                .run_local(can_repeat, tokio::time::sleep, async || {
                    let mut it = TenantTransaction::begin(client, &acme).await?;
                    let row = it.query_one(&insert).await?;
                    assert_eq!(row.get::<_, &str>(1), "it's $1");
                    it.commit().await?;
                    Ok(row.get(0))
                })
                .await
                .unwrap();
            for (context, count) in [(&acme, 1), (&other, 0)] {
                let mut it = TenantTransaction::begin(client, context).await.unwrap();
                let rows = it.query(&page).await.unwrap();
                assert_eq!(rows.len(), count);
                assert!(rows.iter().all(|row| row.get::<_, Uuid>(0) == added));
                assert!(it.explain(&page).await.unwrap().was_run());
                it.rollback().await.unwrap();
            }
        }));
    });
}

#[test]
fn sqlx_runs_them() {
    use pgschema::query::sqlx::TenantTransaction;
    use sqlx::Row;
    use sqlx::postgres::PgPoolOptions;

    let model = model();
    let (insert, page) = statements(&model);
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    for_each_version(|cluster| {
        let database = apply_to(cluster);
        let url = cluster
            .server()
            .connection_string("app_runtime", &database.name);
        let (acme, other): (Context<'_>, Context<'_>) =
            (context(&model, ACME), context(&model, OTHER));
        runtime.block_on(async {
            let pool = PgPoolOptions::new()
                .max_connections(1)
                .connect(&url)
                .await
                .unwrap();
            let mut it = TenantTransaction::begin(&pool, &acme).await.unwrap();
            let row = it.query_one(&insert).await.unwrap();
            assert_eq!(row.get::<&str, _>(1), "it's $1");
            it.commit().await.unwrap();
            for (context, count) in [(&acme, 1), (&other, 0)] {
                let mut it = TenantTransaction::begin(&pool, context).await.unwrap();
                assert_eq!(it.query(&page).await.unwrap().len(), count);
                assert!(it.explain(&page).await.unwrap().was_run());
                it.rollback().await.unwrap();
            }
            // Nothing of it is left on the pool's one connection.
            let mut unbound = pool.begin().await.unwrap();
            let rows = sqlx::query("SELECT FROM app.jobs")
                .fetch_all(&mut *unbound)
                .await
                .unwrap();
            assert!(rows.is_empty());
        });
    });
}
