//! No text at any place of a builder changes what a statement is.

use std::time::Duration;

use pgschema::query::postgres::TenantTransaction;
use pgschema::query::{self, Authenticated, Context, ContextKey, Query};
use pgschema::typed::current_tenant_id;
use pgschema::{Database, Hardening, Table, Version};
use pgschema_test_support::{Cluster, apply, for_each_own_cluster};
use postgres::{Client, SimpleQueryMessage};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use uuid::Uuid;

/// A table with the worst of names, of tenants that are texts.
#[derive(Table)]
#[pg(schema = "it's \"x\"; --", table = "a\"; DROP TABLE b; --", tenant = owner)]
#[allow(dead_code, reason = "only described")]
struct Hostile {
    #[pg(primary_key, name = "$1 \"; /*")]
    id: i64,
    #[pg(name = "o\\'")]
    owner: String,
    #[pg(name = "select", unique)]
    word: String,
    #[pg(name = "'); SELECT ('")]
    tags: Vec<String>,
}

/// A table that is in whatever schema the profile names, with the names that the statements use themselves.
#[derive(Table)]
#[pg(table = "excluded", tenant = t)]
struct Excluded {
    #[pg(primary_key)]
    claimed: Uuid,
    t: Uuid,
    #[pg(unique)]
    excluded: String,
    key_1: i32,
}

fn model() -> Database {
    let builder = Database::builder().hardened("app").table::<Hostile>();
    builder.build().unwrap_or_else(|errors| panic!("{errors}"))
}

/// What people try, in any mix.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => prop::sample::select(vec![
            "'", "''", "\"", "\\", "\\'", "$1", "$$", "$a$", ";", "--", "/*", "*/", "\n", "%", "_", "E'", "U&'", "::text",
            "' OR '1'='1", "'; DROP TABLE app.jobs; --", "\u{2019}", "\u{ff07}", "{", "}", ",", "NULL", "\r", "\t", " ",
        ]).prop_map(str::to_owned),
        1 => "[^\\x00]{0,6}",
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

/// The statements, with one text at each place for a value.
fn statements(model: &Database, text: &str) -> [Query; 4] {
    let tags = vec![text.to_owned(), text.to_owned()];
    let insert = query::insert::<Hostile>(model)
        .value(|h| h.id, 1)
        .value(|h| h.word, text)
        .value(|h| h.tags, tags.clone())
        .on_conflict(|h| h.word)
        .update(|h| h.tags)
        .returning(|h| (h.id, h.word, h.tags));
    let page = query::page::<Hostile>(model)
        .filter(|h| h.word.eq(text).or(h.word.like(query::like::contains(text))))
        .filter(|h| {
            h.word
                .is_in([text, "x"])
                .or(h.word.lower().starts_with(text))
        })
        .filter(|h| h.tags.eq(tags))
        .ascending(|h| h.word)
        .after(|h| h.word, text);
    let claim = query::claim::<Hostile>(model)
        .filter(|h| h.word.concat(text).ne(text))
        .set(|h| h.tags, |_| vec![text.to_owned()])
        .returning(|h| h.id);
    let lock = query::lock::<Hostile>(model).filter(|h| h.word.coalesce(text).eq(text));
    [insert.build(), page.build(), claim.build(), lock.build()].map(Result::unwrap)
}

#[test]
fn a_hundred_thousand_texts_change_no_statement() {
    let model = model();
    let usual = statements(&model, "usual");
    let mut runner = TestRunner::new(Config::with_cases(25_000));
    let done = runner.run(&hostile(), |text| {
        for (statement, usual) in statements(&model, &text).iter().zip(&usual) {
            // Whatever the text is, it is sent beside the statement.
            prop_assert_eq!(statement.text(), usual.text());
            prop_assert_eq!(statement.parameters().len(), usual.parameters().len());
        }
        Ok(())
    });
    done.unwrap();
}

/// What a server makes of `SET LOCAL`, whose value it takes in the statement only.
fn settings(client: &mut Client, contexts: &[(String, String)]) -> Vec<String> {
    let mut sql = String::from("BEGIN;");
    for (_, statements) in contexts {
        sql += statements;
        sql += "SELECT current_setting('app.tenant_id');";
    }
    sql += "ROLLBACK;";
    let messages = client.simple_query(&sql).unwrap();
    let rows = messages.iter().filter_map(|message| match message {
        SimpleQueryMessage::Row(row) => Some(row.get(0).unwrap().to_owned()),
        _ => None,
    });
    rows.collect()
}

#[test]
fn a_server_reads_every_name_and_value_as_what_it_is() {
    let model = model();
    let cluster = Cluster::start(18);
    let database = cluster.fresh_database();
    let ddl = model.render(pgschema::Version::V18).unwrap();
    pgschema_test_support::apply(&mut database.owner(), &ddl);
    let client = database.superuser();
    let client = std::cell::RefCell::new(client);
    let mut runner = TestRunner::new(Config::with_cases(400));
    let done = runner.run(&prop::collection::vec(hostile(), 250), |texts| {
        let bound: Vec<(String, String)> = texts
            .into_iter()
            .filter(|text| !text.is_empty())
            .map(|text| {
                let tenant = Authenticated::by("the test", text.clone());
                let context = Context::new(&model).tenant(tenant).unwrap();
                let statements = context.statements().unwrap();
                let texts: Vec<&str> = statements.iter().map(Query::text).collect();
                (text, texts.join("; ") + ";")
            })
            .collect();
        let read = settings(&mut client.borrow_mut(), &bound);
        prop_assert_eq!(
            bound.iter().map(|it| &it.0).collect::<Vec<_>>(),
            read.iter().collect::<Vec<_>>()
        );
        Ok(())
    });
    done.unwrap();
}

#[test]
fn each_server_parses_the_statements_and_gives_every_text_back() {
    let model = model();
    for_each_own_cluster(|cluster| {
        let version = Version::try_from(cluster.version()).unwrap();
        let database = cluster.fresh_database();
        let ddl = model.render(version).unwrap();
        pgschema_test_support::apply(&mut database.owner(), &ddl);
        let mut superuser = database.superuser();
        for statement in statements(&model, "it's") {
            let typed = statement.typed_parameters();
            let types: Vec<_> = typed.into_iter().map(|it| it.1).collect();
            let prepared = superuser.prepare_typed(statement.text(), &types);
            assert!(prepared.is_ok(), "{}: {prepared:?}", statement.text());
        }
        let client = std::cell::RefCell::new(database.connect_as("app_runtime"));
        let tenant = Authenticated::by("the test", "tenant".to_owned());
        let context = Context::new(&model).tenant(tenant).unwrap();
        let mut runner = TestRunner::new(Config::with_cases(300));
        let done = runner.run(&hostile(), |text| {
            let mut client = client.borrow_mut();
            let mut transaction = TenantTransaction::begin(&mut client, &context).unwrap();
            let [insert, ..] = statements(&model, &text);
            let row = transaction.query_one(&insert).unwrap();
            prop_assert_eq!(row.get::<_, String>(1), text.clone());
            prop_assert_eq!(
                row.get::<_, Vec<String>>(2),
                vec![text.clone(), text.clone()]
            );
            let found = query::page::<Hostile>(&model)
                .filter(|h| h.word.eq(text.as_str()))
                .filter(|h| h.word.like(query::like::contains(&text)))
                .columns(|h| h.word)
                .ascending(|h| h.word);
            let rows = transaction.query(&found.build().unwrap()).unwrap();
            prop_assert_eq!(rows.len(), 1);
            transaction.rollback().unwrap();
            Ok(())
        });
        done.unwrap();
    });
}

#[test]
fn a_schema_of_any_name_is_bound_and_reached() {
    let cluster = Cluster::start(18);
    let tenant = Uuid::from_u128(1);
    let key = ContextKey::new("k", [7; 32]).unwrap();
    for home in [
        "App", "é", "9 x", "it's", "a\"b", "select", "x.y", "a\nb", "$1", "--", "\\'", "role", "%I",
    ] {
        for is_signed in [false, true] {
            let hardening = Hardening::new(home);
            let hardening = match is_signed {
                true => hardening.signed_context(),
                false => hardening,
            };
            let model = Database::builder().hardened(hardening).table::<Excluded>();
            let model = model.build().unwrap_or_else(|errors| panic!("{errors}"));
            let database = cluster.fresh_database();
            let mut client = database.superuser();
            apply(&mut client, &model.render(Version::V18).unwrap());
            let context = match is_signed {
                true => Context::signed(&model, &key, Duration::from_secs(60)),
                false => Context::new(&model),
            };
            let context = context
                .tenant(Authenticated::by("the test", tenant))
                .unwrap();
            if is_signed {
                let insert = key.insert(&model);
                let parameters = insert.typed_parameters();
                client.execute_typed(insert.text(), &parameters).unwrap();
            }
            let role = format!("{home}_runtime").replace('"', "\"\"");
            let become_role = format!("SET SESSION AUTHORIZATION \"{role}\"");
            client.batch_execute(&become_role).unwrap();
            let mut it = TenantTransaction::begin(&mut client, &context).unwrap();
            let upsert = |key_1| {
                let insert = query::insert::<Excluded>(&model).value(|e| e.excluded, home);
                let insert = insert.value(|e| e.key_1, key_1).on_conflict(|e| e.excluded);
                insert.update(|e| e.key_1).build().unwrap()
            };
            it.execute(&upsert(1)).unwrap();
            it.execute(&upsert(2)).unwrap();
            let claim = query::claim::<Excluded>(&model)
                .filter(|e| e.t.eq(current_tenant_id()).and(e.key_1.eq(2)))
                .set(|e| e.key_1, |e| e.key_1 + 1)
                .returning(|e| (e.t, e.excluded, e.key_1));
            let row = it.query_one(&claim.build().unwrap()).unwrap();
            assert_eq!(row.get::<_, Uuid>(0), tenant, "{home:?}");
            assert_eq!(row.get::<_, &str>(1), home);
            assert_eq!(row.get::<_, i32>(2), 3);
        }
    }
}
