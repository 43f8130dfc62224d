//! The URL of a throw-away server is one that libpq and sqlx read.

use diesel::{Connection as _, PgConnection, QueryableByName, RunQueryDsl, sql_query, sql_types};
use pgschema_test_support::for_each_version;
use sqlx::{Connection as _, PgConnection as SqlxConnection, Row as _};
use tokio::runtime;

const NAME: &str = "a/b@c:d?e=f&\u{e9} %41";
const QUERY: &str = "SELECT current_catalog::text AS name";

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = sql_types::Text)]
    name: String,
}

#[test]
fn every_driver_reads_the_url_of_a_server() {
    for_each_version(|cluster| {
        let server = cluster.server();
        server.create_database(NAME).unwrap();
        let url = server.connection_string("postgres", NAME);

        let mut libpq = PgConnection::establish(&url).unwrap();
        let found: Found = sql_query(QUERY).get_result(&mut libpq).unwrap();
        assert_eq!(found.name, NAME);

        let runtime = runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let found = runtime.block_on(async {
            let mut connection = SqlxConnection::connect(&url).await.unwrap();
            let row = sqlx::query(QUERY).fetch_one(&mut connection).await.unwrap();
            row.get::<String, _>("name")
        });
        assert_eq!(found, NAME);
    });
}
