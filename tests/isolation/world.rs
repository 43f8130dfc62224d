//! The notebook of [`crate::notebook`] on a server, and tenants in it.
//!
//! All tests of a version share one database. Each makes two tenants of its own, so that no test
//! can see the rows of another one, unless there is a hole.

use std::sync::OnceLock;

use pgschema::Version;
use pgschema_test_support::{Cluster, SUPPORTED, TestDatabase, apply, for_each_version, sqlstate};
use postgres::{Client, GenericClient, SimpleQueryMessage, Transaction};

use crate::notebook;

/// The tables that the runtime role can read, each with its tenant's column.
pub(crate) const READABLE: [(&str, &str); 6] = [
    ("organisations", "id"),
    ("members", "organisation_id"),
    ("notes", "organisation_id"),
    ("drafts", "organisation_id"),
    ("readings", "organisation_id"),
    ("announcements", "organisation_id"),
];

/// A database with the notebook's schema.
pub(crate) struct World<'a> {
    pub(crate) database: TestDatabase<'a>,
    pub(crate) version: Version,
}

/// A tenant with one row in each table.
pub(crate) struct Tenant {
    pub(crate) id: String,
    pub(crate) member: String,
    pub(crate) note: String,
    pub(crate) draft: String,
    pub(crate) event: String,
}

/// Runs a test on the database of each version.
#[track_caller]
pub(crate) fn for_each_world(mut test: impl FnMut(&World<'_>)) {
    for_each_version(|cluster| test(World::of(cluster)));
}

impl World<'static> {
    fn of(cluster: &'static Cluster) -> &'static Self {
        const COUNT: usize = (*SUPPORTED.end() - *SUPPORTED.start() + 1) as usize;
        static WORLDS: [OnceLock<World<'static>>; COUNT] = [const { OnceLock::new() }; COUNT];
        let position = (cluster.version() - SUPPORTED.start()) as usize;
        WORLDS[position].get_or_init(|| Self::new(cluster))
    }
}

impl<'a> World<'a> {
    /// A world of one's own, for a test that locks every table.
    pub(crate) fn new(cluster: &'a Cluster) -> Self {
        let version = Version::try_from(cluster.version()).unwrap();
        let database = cluster.fresh_database();
        let ddl = notebook::database(version).render(version).unwrap();
        apply(&mut database.owner(), &ddl);
        Self { database, version }
    }

    /// A new connection of the application.
    pub(crate) fn runtime(&self) -> Client {
        self.database.connect_as("app_runtime")
    }

    /// A new connection of somebody who looks.
    pub(crate) fn readonly(&self) -> Client {
        self.database.connect_as("app_readonly")
    }

    /// A new connection of a migration that has become the owner.
    pub(crate) fn owner(&self) -> Client {
        let mut client = self.database.connect_as("app_migrator");
        client.batch_execute("SET ROLE app_owner").unwrap();
        client
    }

    /// Two new tenants.
    pub(crate) fn tenants(&self) -> [Tenant; 2] {
        let mut client = self.database.superuser();
        [tenant(&mut client), tenant(&mut client)]
    }
}

fn tenant(client: &mut Client) -> Tenant {
    let ids = rows(
        client,
        "SELECT gen_random_uuid() FROM generate_series(1, 5)",
    );
    let [id, member, note, draft, event] = ids.try_into().unwrap();
    client
        .batch_execute(&format!(
            "INSERT INTO app.organisations (id, name) VALUES ('{id}', 'somebody');
             INSERT INTO app.members (organisation_id, id, email)
               VALUES ('{id}', '{member}', 'ann@example.com');
             INSERT INTO app.notes (organisation_id, id, author_id, slug, title)
               VALUES ('{id}', '{note}', '{member}', 'first', 'secret');
             INSERT INTO app.drafts (organisation_id, id, member_id, title)
               VALUES ('{id}', '{draft}', '{member}', 'secret');
             INSERT INTO app.events (organisation_id, id, actor_id, action)
               VALUES ('{id}', '{event}', '{member}', 'began');
             INSERT INTO app.announcements (organisation_id, title) VALUES ('{id}', 'secret');
             INSERT INTO app.bookmarks (person_id, title) VALUES ('{member}', 'secret');
             INSERT INTO app.readings (organisation_id, id, note_id, times)
               VALUES ('{id}', '{event}', '{note}', 1);"
        ))
        .unwrap();
    Tenant {
        id,
        member,
        note,
        draft,
        event,
    }
}

/// A transaction that is bound to a tenant, as the application binds it.
pub(crate) fn bind<'a>(client: &'a mut Client, tenant: &str) -> Transaction<'a> {
    let mut transaction = client.transaction().unwrap();
    transaction
        .batch_execute(&format!("SET LOCAL app.tenant_id = '{tenant}'"))
        .unwrap();
    transaction
}

/// The first column of each row of a query, as text.
#[track_caller]
pub(crate) fn rows(client: &mut impl GenericClient, query: &str) -> Vec<String> {
    let messages = client
        .simple_query(query)
        .unwrap_or_else(|error| panic!("{query}: {error:?}"));
    messages
        .iter()
        .filter_map(|message| match message {
            SimpleQueryMessage::Row(row) => Some(row.get(0).unwrap_or("NULL").to_owned()),
            _ => None,
        })
        .collect()
}

/// The one value of a query, as text.
#[track_caller]
pub(crate) fn value(client: &mut impl GenericClient, query: &str) -> String {
    let rows = rows(client, query);
    match <[String; 1]>::try_from(rows) {
        Ok([value]) => value,
        Err(rows) => panic!("{query}: {rows:?}"),
    }
}

/// How many rows a statement changes.
#[track_caller]
pub(crate) fn changed(client: &mut impl GenericClient, statement: &str) -> u64 {
    client
        .execute(statement, &[])
        .unwrap_or_else(|error| panic!("{statement}: {error:?}"))
}

/// The SQLSTATE with which a statement is refused; the transaction goes on.
#[track_caller]
pub(crate) fn refusal(client: &mut impl GenericClient, statement: &str) -> String {
    let mut savepoint = client.transaction().unwrap();
    match savepoint.batch_execute(statement) {
        Ok(()) => panic!("not refused: {statement}"),
        Err(error) => sqlstate(&error),
    }
}

/// Checks that each statement is refused for want of a right.
#[track_caller]
pub(crate) fn denied(client: &mut impl GenericClient, statements: &[&str]) {
    for statement in statements {
        assert_eq!(refusal(client, statement), "42501", "{statement}");
    }
}
