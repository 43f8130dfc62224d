use std::path::Path;

use sqlx::migrate::Migrator;
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions as _, Executor as _, PgConnection};
use tokio::runtime;

use super::{Connection, SESSION};

pub(super) fn run(connection: &Connection<'_>, directory: &Path) -> Result<String, String> {
    block_on(async {
        let mut session = connect(connection).await;
        let migrator = Migrator::new(directory).await;
        let migrator = migrator.map_err(|error| format!("{error:?}"))?;
        let run = migrator.run(&mut session).await;
        run.map_err(|error| format!("{error:?}"))?;
        Ok(ask(&mut session).await)
    })
}

pub(super) fn revert(connection: &Connection<'_>, directory: &Path) -> Result<String, String> {
    block_on(async {
        let mut session = connect(connection).await;
        let migrator = Migrator::new(directory).await;
        let migrator = migrator.map_err(|error| format!("{error:?}"))?;
        let undone = migrator.undo(&mut session, 0).await;
        undone.map_err(|error| format!("{error:?}"))?;
        Ok(ask(&mut session).await)
    })
}

fn block_on<T>(work: impl Future<Output = T>) -> T {
    let runtime = runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(work)
}

async fn connect(connection: &Connection<'_>) -> PgConnection {
    let options = PgConnectOptions::new_without_pgpass()
        .socket(connection.server.cluster.directory())
        .port(connection.server.cluster.port())
        .username(connection.user)
        .database(&connection.server.name)
        .options(connection.options.iter().copied());
    let mut session = options.connect().await.unwrap();
    session.execute(connection.before).await.unwrap();
    session
}

async fn ask(session: &mut PgConnection) -> String {
    sqlx::query_scalar(SESSION)
        .fetch_one(session)
        .await
        .unwrap()
}
