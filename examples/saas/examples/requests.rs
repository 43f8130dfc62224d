//! What the application does all day: each request a transaction that is bound to its tenant, statements that are
//! easily got wrong, values that the server can't read, and the plan of a query.
//!
//! `cargo run -p saas --example requests` starts a PostgreSQL server of its own, which is gone at the end.

use std::error::Error;

use pgschema::encryption::{self, BlindIndexKey, Keys, SealingKey};
use pgschema::query::postgres::{TenantTransaction, TransactionError, can_repeat};
use pgschema::query::{self, Authenticated, Context, Query, Retry};
use pgschema::verify::Server;
use pgschema::{Database, Version};
use postgres::Client;
use saas::schema::documents::Document;
use saas::schema::jobs::{Job, JobStatus};
use saas::schema::kyc::{IdentityCheck, IdentityCheckId};
use saas::schema::lookups::Country;
use saas::schema::tenants::{MemberRole, Membership, Tenant, TenantId};
use saas::schema::users::{User, UserId};
use uuid::Uuid;

const VERSION: Version = Version::V18;

/// Somebody who works for a tenant.
struct Person {
    user: UserId,
    tenant: TenantId,
}

/// Runs it all.
pub(crate) fn main() -> Result<(), Box<dyn Error>> {
    let database = saas::database(VERSION)?;
    // Where `tests/run` of this repository puts PostgreSQL, if it isn't installed.
    let installed = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/postgresql");
    let server = Server::builder(VERSION).installations(installed).start()?;
    server.create_database("saas")?;
    server
        .client("saas")?
        .batch_execute(&database.render(VERSION)?)?;
    let mut client = server.connect("app_runtime", "saas")?;

    let ada = Person {
        user: UserId(Uuid::from_u128(0xada)),
        tenant: TenantId(Uuid::from_u128(0xac3e)),
    };
    let bob = Person {
        user: UserId(Uuid::from_u128(0xb0b)),
        tenant: TenantId(Uuid::from_u128(0x07e4)),
    };
    sign_up(&mut client, &database, &ada, "acme", "ada")?;
    sign_up(&mut client, &database, &bob, "other", "bob")?;

    write_documents(&mut client, &database, &ada)?;
    println!("ada reads in pages:");
    read_in_pages(&mut client, &database, &ada)?;
    println!("bob reads in pages:");
    read_in_pages(&mut client, &database, &bob)?;

    seal_a_passport(&mut client, &database, &ada)?;
    do_jobs(
        &mut client,
        &mut server.connect("app_worker", "saas")?,
        &database,
        &ada,
    )?;
    read_a_plan(&mut client, &database, &ada)
}

/// Whose rows the transaction is about. A program of one's own has the ids from what it verified.
fn bound<'d>(database: &'d Database, person: &Person) -> Result<Context<'d>, Box<dyn Error>> {
    let by = "the signature of the session cookie";
    let context = Context::new(database).tenant(Authenticated::by(by, person.tenant))?;
    Ok(context.user(Authenticated::by(by, person.user))?)
}

/// Runs statements in one transaction, again if the server asks for it.
fn run(
    client: &mut Client,
    context: &Context<'_>,
    queries: &[Query],
) -> Result<u64, TransactionError> {
    Retry::new().run(can_repeat, || {
        let mut transaction = TenantTransaction::begin(client, context)?;
        let mut rows = 0;
        for query in queries {
            rows += transaction.execute(query)?;
        }
        transaction.commit()?;
        Ok(rows)
    })
}

fn sign_up(
    client: &mut Client,
    database: &Database,
    person: &Person,
    slug: &str,
    name: &str,
) -> Result<(), Box<dyn Error>> {
    let user = query::insert::<User>(database)
        .value(|u| u.id, person.user)
        .value(|u| u.subject, name)
        .value(
            |u| u.email,
            saas::schema::common::Email(format!("{name}@example.com")),
        )
        .build()?;
    let tenant = query::insert::<Tenant>(database)
        .value(|t| t.id, person.tenant)
        .value(|t| t.slug, slug)
        .value(|t| t.name, slug)
        .value(|t| t.country, Country::De)
        .build()?;
    let membership = query::insert::<Membership>(database)
        .value(|m| m.user_id, person.user)
        .value(|m| m.role, MemberRole::Owner)
        .value(|m| m.display_name, name)
        .build()?;
    run(
        client,
        &bound(database, person)?,
        &[user, tenant, membership],
    )?;
    Ok(())
}

fn write_documents(
    client: &mut Client,
    database: &Database,
    person: &Person,
) -> Result<(), Box<dyn Error>> {
    let mut inserts = Vec::new();
    for number in 1..=5 {
        let insert = query::insert::<Document>(database)
            .value(|d| d.title, format!("Chapter {number}"))
            .value(|d| d.created_by, person.user);
        inserts.push(insert.build()?);
    }
    run(client, &bound(database, person)?, &inserts)?;
    Ok(())
}

/// Two at a time, each page after the last row of the one before.
fn read_in_pages(
    client: &mut Client,
    database: &Database,
    person: &Person,
) -> Result<(), Box<dyn Error>> {
    let mut last: Option<(String, Uuid)> = None;
    loop {
        let mut page = query::page::<Document>(database)
            .columns(|d| (d.title, d.id))
            .ascending(|d| d.title)
            .ascending(|d| d.id)
            .limit(2);
        if let Some((title, id)) = last {
            page = page
                .after(|d| d.title, title)
                .after(|d| d.id, saas::schema::documents::DocumentId(id));
        }
        let mut transaction = TenantTransaction::begin(client, &bound(database, person)?)?;
        let rows = transaction.query(&page.build()?)?;
        transaction.commit()?;
        let titles: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
        println!("  {titles:?}");
        last = rows.last().map(|row| (row.get(0), row.get(1)));
        if rows.len() < 2 {
            return Ok(());
        }
    }
}

/// The picture and the number are sealed here; the server gets bytes that it can't read.
fn seal_a_passport(
    client: &mut Client,
    database: &Database,
    person: &Person,
) -> Result<(), Box<dyn Error>> {
    // From the secret manager, in a program that isn't an example.
    let keys = Keys::new(SealingKey::generate(1)?).blind_index(BlindIndexKey::generate()?);
    let picture = encryption::column::<IdentityCheck>(database, |c| c.passport)?;
    let number = encryption::column::<IdentityCheck>(database, |c| c.number)?;
    let id = IdentityCheckId(Uuid::from_u128(1));
    let of_picture = picture
        .row()
        .key(|c| c.tenant_id, person.tenant)
        .key(|c| c.id, id);
    let of_number = number
        .row()
        .key(|c| c.tenant_id, person.tenant)
        .key(|c| c.id, id);
    let insert = query::insert::<IdentityCheck>(database)
        .value(|c| c.id, id)
        .value(|c| c.user_id, person.user)
        .value(|c| c.passport, of_picture.seal(&keys, b"a picture")?)
        .value(|c| c.number, of_number.seal(&keys, "C01X00T47")?)
        .build()?;
    run(client, &bound(database, person)?, &[insert])?;

    let find = of_number.find(&keys, "C01X00T47", |c| c.passport)?;
    let mut transaction = TenantTransaction::begin(client, &bound(database, person)?)?;
    let sealed: Vec<u8> = transaction.query_one(&find)?.get(0);
    transaction.commit()?;
    let opened = of_picture.open(&keys, &sealed)?;
    println!(
        "found by its number: {} bytes sealed, {:?} in the log, {:?} opened",
        sealed.len(),
        opened,
        opened.expose_text()?
    );
    Ok(())
}

/// A job that is added twice is there once; the worker sees the jobs of all tenants, and of nothing else.
fn do_jobs(
    client: &mut Client,
    worker: &mut Client,
    database: &Database,
    person: &Person,
) -> Result<(), Box<dyn Error>> {
    let mut jobs = Vec::new();
    for kind in ["mail.welcome", "report.monthly", "index.rebuild"] {
        jobs.push(
            query::insert::<Job>(database)
                .value(|j| j.kind, kind)
                .build()?,
        );
    }
    run(client, &bound(database, person)?, &jobs)?;
    let claim = query::claim::<Job>(database)
        .filter(|j| j.status.eq(JobStatus::Pending))
        .descending(|j| j.priority)
        .set(|j| j.status, |_| JobStatus::Running)
        .set(|j| j.locked_at, |_| pgschema::typed::now())
        .set(|j| j.locked_by, |_| "worker 1")
        .returning(|j| j.kind)
        .limit(2)
        .build()?;
    for _ in 0..2 {
        let mut transaction = worker.transaction()?;
        let rows = transaction.query_typed(claim.text(), &claim.typed_parameters())?;
        transaction.commit()?;
        println!("claimed: {}", rows.len());
    }
    Ok(())
}

/// The plan, and what there is to say of it.
fn read_a_plan(
    client: &mut Client,
    database: &Database,
    person: &Person,
) -> Result<(), Box<dyn Error>> {
    let page = query::page::<Document>(database)
        .columns(|d| d.title)
        .filter(|d| d.title.like(query::like::contains("apter")))
        .ascending(|d| d.id);
    let mut transaction = TenantTransaction::begin(client, &bound(database, person)?)?;
    let explanation = transaction.explain(&page.build()?)?;
    println!("{}", explanation.to_text());
    println!("{}", explanation.signals());
    Ok(())
}
