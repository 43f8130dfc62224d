//! A transaction is its tenant's from the first statement to the last, whatever was before it and whatever fails in it.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use pgschema::query::{self, Authenticated, Context, QueryError, Retry};
use pgschema::{Database, Table, Version};
use pgschema_test_support::{apply, for_each_own_cluster, for_each_version};
use tokio::runtime::Builder;
use tokio::time::timeout;
use uuid::Uuid;

use crate::world::{ACME, Job, OTHER, TenantId, apply_to, context, model, over_tokio_postgres};

fn insert(model: &Database, name: &str) -> query::Query {
    let insert = query::insert::<Job>(model).value(|j| j.name, name);
    insert.build().unwrap()
}

#[test]
fn postgres_says_if_nothing_was_committed() {
    use pgschema::query::postgres::{TenantTransaction, TransactionError};

    let model = model();
    for_each_version(|cluster| {
        let database = apply_to(cluster);
        let mut client = database.connect_as("app_runtime");
        let acme = context(&model, ACME);
        let mut it = TenantTransaction::begin(&mut client, &acme).unwrap();
        it.execute(&insert(&model, "a")).unwrap();
        let error = it.execute(&insert(&model, "a")).unwrap_err();
        // What the server says, without the values of the row that it names in its DETAIL.
        let said = error.to_string();
        assert!(
            said.contains("duplicate key value") && said.ends_with("(23505)"),
            "{said}"
        );
        assert!(matches!(it.commit(), Err(TransactionError::RolledBack)));
        // By a statement of one's own as well; one that is taken back by a savepoint is no failure.
        let mut it = TenantTransaction::begin(&mut client, &acme).unwrap();
        assert!(it.transaction().batch_execute("SELECT 1/0").is_err());
        assert!(matches!(it.commit(), Err(TransactionError::RolledBack)));
        let mut it = TenantTransaction::begin(&mut client, &acme).unwrap();
        it.execute(&insert(&model, "a")).unwrap();
        let mut savepoint = it.transaction().transaction().unwrap();
        assert!(savepoint.batch_execute("SELECT 1/0").is_err());
        savepoint.rollback().unwrap();
        it.commit().unwrap();
        let count = "SELECT count(*) FROM app.jobs";
        let row = database.superuser().query_one(count, &[]).unwrap();
        assert_eq!(row.get::<_, i64>(0), 1);
    });
}

#[test]
fn sqlx_binds_nothing_within_another_transaction_and_says_if_nothing_was_committed() {
    use pgschema::query::sqlx::{TenantTransaction, TransactionError};
    use sqlx::Acquire;
    use sqlx::postgres::PgPoolOptions;

    let model = model();
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    for_each_version(|cluster| {
        let database = apply_to(cluster);
        let server = cluster.server();
        let url = server.connection_string("app_runtime", &database.name);
        let (acme, other) = (context(&model, ACME), context(&model, OTHER));
        let jobs = query::page::<Job>(&model)
            .columns(|j| j.name)
            .ascending(|j| j.name);
        let jobs = jobs.build().unwrap();
        runtime.block_on(async {
            let options = PgPoolOptions::new().max_connections(1);
            let pool = options.connect(&url).await.unwrap();
            let mut it = TenantTransaction::begin(&pool, &other).await.unwrap();
            it.execute(&insert(&model, "secret")).await.unwrap();
            it.commit().await.unwrap();

            let mut outer = TenantTransaction::begin(&pool, &acme).await.unwrap();
            let inner = TenantTransaction::begin(outer.connection(), &other).await;
            assert!(matches!(inner, Err(TransactionError::Nested)));
            drop(inner);
            let savepoint = outer.connection().begin().await.unwrap();
            let inner = TenantTransaction::bind(savepoint, &other).await;
            assert!(matches!(inner, Err(TransactionError::Nested)));
            drop(inner);
            assert!(outer.query(&jobs).await.unwrap().is_empty());
            outer.execute(&insert(&model, "a")).await.unwrap();
            assert!(outer.execute(&insert(&model, "a")).await.is_err());
            assert!(matches!(
                outer.commit().await,
                Err(TransactionError::RolledBack)
            ));
        });
    });
}

#[test]
fn tokio_postgres_says_if_nothing_was_committed() {
    use pgschema::query::tokio_postgres::{TenantTransaction, TransactionError};

    let model = model();
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    for_each_version(|cluster| {
        let database = apply_to(cluster);
        let server = cluster.server();
        let url = server.connection_string("app_runtime", &database.name);
        let acme = context(&model, ACME);
        runtime.block_on(over_tokio_postgres(&url, async |client| {
            let begun = TenantTransaction::begin(client, &acme).await;
            let mut it = begun.unwrap();
            it.execute(&insert(&model, "a")).await.unwrap();
            assert!(it.execute(&insert(&model, "a")).await.is_err());
            assert!(matches!(
                it.commit().await,
                Err(TransactionError::RolledBack)
            ));
        }));
    });
}

/// Polls a future once, and gives it up.
async fn given_up<T>(future: impl Future<Output = T>) {
    let mut future = pin!(future);
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Pending => Poll::Ready(()),
        Poll::Ready(_) => panic!("it is over already"),
    })
    .await;
}

#[test]
fn tokio_postgres_says_if_nothing_was_committed_of_what_nobody_waited_for() {
    use pgschema::query::tokio_postgres::{TenantTransaction, TransactionError};

    let model = model();
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    for_each_version(|cluster| {
        let database = apply_to(cluster);
        let server = cluster.server();
        let url = server.connection_string("app_runtime", &database.name);
        let acme = context(&model, ACME);
        runtime.block_on(over_tokio_postgres(&url, async |client| {
            let begun = TenantTransaction::begin(client, &acme).await;
            let mut it = begun.unwrap();
            it.execute(&insert(&model, "a")).await.unwrap();
            given_up(it.execute(&insert(&model, "a"))).await;
            let committed = it.commit().await;
            assert!(matches!(committed, Err(TransactionError::RolledBack)));
            // What succeeds meanwhile is no doubt.
            let begun = TenantTransaction::begin(client, &acme).await;
            let mut it = begun.unwrap();
            given_up(it.execute(&insert(&model, "b"))).await;
            given_up(it.explain(&insert(&model, "c"))).await;
            it.commit().await.unwrap();
            // Neither is anybody bound after a begin or a statement that nobody waited for.
            given_up(TenantTransaction::begin(client, &acme)).await;
            let rows = client.query("SELECT FROM app.jobs", &[]).await.unwrap();
            assert!(rows.is_empty());
        }));
        let names = "SELECT string_agg(name, ',') FROM app.jobs";
        let row = database.superuser().query_one(names, &[]).unwrap();
        assert_eq!(row.get::<_, &str>(0), "b");
    });
}

#[test]
fn sqlx_says_if_nothing_was_committed_of_what_nobody_waited_for() {
    use pgschema::query::sqlx::{ExplainError, TenantTransaction, TransactionError};
    use sqlx::postgres::PgPoolOptions;

    let model = model();
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    for_each_version(|cluster| {
        let database = apply_to(cluster);
        let server = cluster.server();
        let url = server.connection_string("app_runtime", &database.name);
        let acme = context(&model, ACME);
        runtime.block_on(async {
            let options = PgPoolOptions::new().max_connections(1);
            let pool = options.connect(&url).await.unwrap();
            let others = PgPoolOptions::new().connect(&url).await.unwrap();
            let wait = Duration::from_millis(200);

            // The driver ends the whole transaction with a savepoint that nobody waited for.
            let mut it = TenantTransaction::begin(&pool, &acme).await.unwrap();
            it.execute(&insert(&model, "a")).await.unwrap();
            let mut other = TenantTransaction::begin(&others, &acme).await.unwrap();
            let same = insert(&model, "first");
            other.execute(&same).await.unwrap();
            assert!(timeout(wait, it.execute(&same)).await.is_err());
            given_up(it.explain(&same)).await;
            other.rollback().await.unwrap();
            let added = it.execute(&insert(&model, "b")).await;
            assert!(matches!(added, Err(TransactionError::RolledBack)));
            let explained = it.explain(&same).await;
            assert!(matches!(explained, Err(ExplainError::RolledBack)));
            let committed = it.commit().await;
            assert!(matches!(committed, Err(TransactionError::RolledBack)));

            // What fails when nobody waits for it any more is told by the next statement.
            let mut it = TenantTransaction::begin(&pool, &acme).await.unwrap();
            it.execute(&insert(&model, "a")).await.unwrap();
            let mut other = TenantTransaction::begin(&others, &acme).await.unwrap();
            let same = insert(&model, "second");
            other.execute(&same).await.unwrap();
            assert!(timeout(wait, it.execute(&same)).await.is_err());
            other.commit().await.unwrap();
            let committed = it.commit().await;
            assert_eq!(committed.unwrap_err().sqlstate(), Some("23505"));

            // Nobody is bound on a connection that goes back to the pool, though the server is busy with it.
            let mut it = TenantTransaction::begin(&pool, &acme).await.unwrap();
            let mut other = TenantTransaction::begin(&others, &acme).await.unwrap();
            let same = insert(&model, "third");
            other.execute(&same).await.unwrap();
            assert!(timeout(wait, it.execute(&same)).await.is_err());
            drop(it);
            other.rollback().await.unwrap();
            let rows = sqlx::query("SELECT FROM app.jobs").fetch_all(&pool).await;
            assert!(rows.unwrap().is_empty());
        });
        let names = "SELECT string_agg(name, ',') FROM app.jobs";
        let row = database.superuser().query_one(names, &[]).unwrap();
        assert_eq!(row.get::<_, &str>(0), "second");
    });
}

/// What somebody keeps for itself, in a tenant.
#[derive(Table)]
#[pg(table = "drafts", tenant = tenant_id, owner = user_id)]
struct Draft {
    #[pg(primary_key)]
    id: Uuid,
    tenant_id: Uuid,
    user_id: Uuid,
}

#[test]
fn nothing_is_left_of_what_the_session_was_bound_to() {
    use pgschema::query::postgres::{TenantTransaction, TransactionError};

    let builder = Database::builder().hardened("app").table::<Draft>();
    let model = builder.build().unwrap();
    let (tenant, user) = (Uuid::from_u128(1), Uuid::from_u128(9));
    for_each_own_cluster(|cluster| {
        let version = Version::try_from(cluster.version()).unwrap();
        let database = cluster.fresh_database();
        apply(&mut database.owner(), &model.render(version).unwrap());
        let row =
            format!("INSERT INTO app.drafts (tenant_id, user_id) VALUES ('{tenant}', '{user}')");
        database.superuser().batch_execute(&row).unwrap();
        let mut client = database.connect_as("app_runtime");
        let left = format!("SET app.tenant_id = '{tenant}'; SET app.user_id = '{user}'");
        client.batch_execute(&left).unwrap();
        let drafts = query::page::<Draft>(&model)
            .ascending(|d| d.tenant_id)
            .ascending(|d| d.id);
        let drafts = drafts.build().unwrap();
        let by = || Authenticated::by("the test", tenant);
        let context = Context::new(&model).tenant(by()).unwrap();
        let mut it = TenantTransaction::begin(&mut client, &context).unwrap();
        assert_eq!(it.query(&drafts).unwrap().len(), 0);
        it.rollback().unwrap();
        let both = context.user(Authenticated::by("the test", user)).unwrap();
        let mut it = TenantTransaction::begin(&mut client, &both).unwrap();
        assert_eq!(it.query(&drafts).unwrap().len(), 1);
        it.rollback().unwrap();
        // Nobody at all is no context.
        let nobody = TenantTransaction::begin(&mut client, &Context::new(&model));
        assert!(matches!(
            nobody,
            Err(TransactionError::Context(QueryError::Nobody))
        ));
    });
}

/// A future that a runtime of several threads takes.
fn sendable<F: Future + Send>(future: F) -> F {
    future
}

#[test]
fn repeated_transactions_can_go_to_another_thread() {
    use pgschema::query::sqlx::{TenantTransaction, TransactionError, can_repeat};
    use sqlx::PgPool;

    async fn add(pool: PgPool, model: Database, tenant: TenantId) -> Result<(), TransactionError> {
        let context = context(&model, tenant);
        let insert = insert(&model, "sent");
        let retry = Retry::new();
        let add = retry.run_async(can_repeat, tokio::time::sleep, || async {
            let mut it = TenantTransaction::begin(&pool, &context).await?;
            it.execute(&insert).await?;
            it.commit().await
        });
        add.await
    }

    let model = model();
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    for_each_version(|cluster| {
        let database = apply_to(cluster);
        let server = cluster.server();
        let url = server.connection_string("app_runtime", &database.name);
        let model = model.clone();
        runtime.block_on(async {
            let pool = PgPool::connect(&url).await.unwrap();
            tokio::spawn(sendable(add(pool, model, ACME)))
                .await
                .unwrap()
                .unwrap();
        });
    });
}
