//! What is refused before it gets to a server.

use pgschema::query::{self, Authenticated, Context, QueryError};
use pgschema::typed::now;
use pgschema::{Database, Table, Version};
use uuid::Uuid;

use crate::world::{Event, Job, State, Tenant, model};

/// A table that no database has.
#[derive(Table)]
#[pg(table = "strangers")]
#[allow(dead_code, reason = "only described")]
struct Stranger {
    #[pg(primary_key)]
    id: i64,
    name: Option<String>,
}

/// A tenant of a type that was written by hand.
#[derive(Table)]
#[pg(table = "by_hand", tenant = tenant_id)]
#[allow(dead_code, reason = "only described")]
struct ByHand {
    #[pg(primary_key)]
    id: Uuid,
    #[pg(type = "int8")]
    tenant_id: i64,
}

fn text<T: std::fmt::Debug>(result: Result<T, QueryError>) -> String {
    result.unwrap_err().to_string()
}

#[test]
fn an_insert_needs_its_values_and_only_those() {
    let model = model();
    let job = || query::insert::<Job>(&model);
    assert_eq!(
        text(job().build()),
        "app.jobs.name has no value: it is NOT NULL and has no default"
    );
    let twice = job().value(|j| j.name, "a").value(|j| j.name, "b");
    assert_eq!(text(twice.build()), "app.jobs.name is given twice");
    let event = query::insert::<Event>(&model)
        .value(|e| e.what, "x")
        .value(|e| e.id, 1);
    assert_eq!(
        text(event.build()),
        "app.events.id is an identity column: the server fills it in"
    );
    let column = job().value(|j| j.name, Job::columns().name);
    assert!(matches!(
        column.build(),
        Err(QueryError::ColumnInValue { .. })
    ));
    let zero = job().value(|j| j.name, "a\0b");
    assert!(matches!(zero.build(), Err(QueryError::Value(_))));
    let stranger = query::insert::<Stranger>(&model).value(|s| s.id, 1);
    assert!(text(stranger.build()).contains("Stranger isn't a table of this database"));
    // A function without columns is a value.
    let moment = job().value(|j| j.name, "a").value(|j| j.created_at, now());
    assert!(moment.build().unwrap().text().contains("now()"));
}

#[test]
fn a_conflict_is_about_a_unique_key() {
    let model = model();
    let job = || query::insert::<Job>(&model).value(|j| j.name, "a");
    assert_eq!(
        text(job().on_conflict(|j| j.priority).build()),
        "(priority) is no unique key of app.jobs, so ON CONFLICT can't ask for it; \
         its unique keys, without those whose columns may be NULL, are (tenant_id, id), (tenant_id, name)"
    );
    let kept = job().on_conflict(|j| j.name).update(|j| j.tenant_id);
    assert!(matches!(kept.build(), Err(QueryError::Kept { .. })));
    let key = job().on_conflict(|j| j.name).update(|j| j.id);
    assert!(text(key.build()).contains("part of the primary key"));
    let whole = job()
        .on_conflict(|j| (j.name, j.tenant_id))
        .update(|j| (j.priority, j.state));
    assert!(
        whole
            .build()
            .unwrap()
            .text()
            .contains("ON CONFLICT (tenant_id, name) DO UPDATE SET")
    );
    let unsaid = job().update(|j| j.priority).build();
    assert!(matches!(unsaid, Err(QueryError::NoConflict { .. })));
    let event = query::insert::<Event>(&model).value(|e| e.what, "x");
    let event = event.on_conflict(|e| e.id).update(|e| e.what);
    assert!(matches!(event.build(), Err(QueryError::AppendOnly { .. })));
}

#[test]
fn a_page_has_a_total_order() {
    let model = model();
    let page = || query::page::<Job>(&model);
    assert!(matches!(page().build(), Err(QueryError::NotTotal { .. })));
    assert!(text(page().descending(|j| j.created_at).build()).contains("(tenant_id, name)"));
    assert!(
        page()
            .descending(|j| j.created_at)
            .ascending(|j| j.name)
            .build()
            .is_ok()
    );
    let half = page().descending(|j| j.priority).descending(|j| j.id);
    let half = half.after(|j| j.priority, 3);
    assert!(matches!(half.build(), Err(QueryError::HalfAfter { .. })));
    let beside = page().descending(|j| j.id).after(|j| j.id, Uuid::nil());
    let beside = beside.after(|j| j.priority, 3);
    assert!(matches!(beside.build(), Err(QueryError::HalfAfter { .. })));
    let again = page().descending(|j| j.id).after(|j| j.id, Uuid::nil());
    let again = again.after(|j| j.id, Uuid::max());
    assert!(matches!(again.build(), Err(QueryError::Twice { .. })));
    assert!(matches!(
        page().ascending(|j| j.id).limit(0).build(),
        Err(QueryError::NoLimit { .. })
    ));
    let twice = page().ascending(|j| j.id).descending(|j| j.id);
    assert!(matches!(twice.build(), Err(QueryError::Twice { .. })));
    let plain = Database::builder().schema("app").table::<Stranger>();
    let plain = plain.build().unwrap_or_else(|errors| panic!("{errors}"));
    let nullable = query::page::<Stranger>(&plain)
        .ascending(|s| s.name)
        .ascending(|s| s.id);
    assert!(matches!(
        nullable.build(),
        Err(QueryError::NullableOrder { .. })
    ));
}

#[test]
fn a_claim_takes_some_rows_and_marks_them() {
    let model = model();
    let claim = || query::claim::<Job>(&model);
    let waiting = || claim().filter(|j| j.state.eq(State::Waiting));
    assert!(matches!(claim().build(), Err(QueryError::NoFilter { .. })));
    assert!(matches!(
        waiting().build(),
        Err(QueryError::NothingSet { .. })
    ));
    let key = waiting().set(|j| j.id, |_| Uuid::nil());
    assert!(matches!(key.build(), Err(QueryError::Kept { .. })));
    let event = query::claim::<Event>(&model)
        .filter(|e| e.id.gt(0))
        .set(|e| e.what, |_| "x");
    assert!(matches!(event.build(), Err(QueryError::AppendOnly { .. })));
    assert!(matches!(
        query::lock::<Job>(&model).build(),
        Err(QueryError::NoFilter { .. })
    ));
}

#[test]
fn several_rows_are_locked_in_the_order_of_the_key() {
    let model = model();
    let by_id = |it: query::Lock<'_, Job>| it.build().unwrap().text().contains("ORDER BY");
    let lock = || query::lock::<Job>(&model);
    assert!(!by_id(lock().filter(|j| j.id.eq(Uuid::nil()))));
    assert!(by_id(lock().filter(|j| j.id.eq(j.id))));
    // Workers see the jobs of all tenants, and an id may be there in each.
    let saas = saas::database(Version::V18).unwrap();
    let lock = query::lock::<saas::schema::jobs::Job>(&saas);
    let lock = lock.filter(|j| j.id.eq(saas::schema::jobs::JobId(Uuid::nil())));
    assert!(
        lock.build()
            .unwrap()
            .text()
            .contains("ORDER BY tenant_id, id")
    );
}

#[test]
fn no_more_values_than_a_statement_takes() {
    let model = model();
    let build = |count: i32| {
        let page = query::page::<Job>(&model).filter(|j| j.priority.is_in(0..count));
        page.ascending(|j| j.id).build()
    };
    // The limit is the last of them.
    assert_eq!(build(65_534).unwrap().parameters().len(), 65_535);
    assert_eq!(
        build(65_535),
        Err(QueryError::TooManyValues { count: 65_536 })
    );
}

#[test]
fn a_context_has_ids_of_the_right_type() {
    let model = model();
    let by = "the test";
    let wrong = Context::new(&model).tenant(Authenticated::by(by, 7_i64));
    assert_eq!(
        text(wrong),
        "the tenant is a bigint, and the columns of this database are uuid"
    );
    // Of a type that was written by hand, what is known is its name.
    let by_hand = Database::builder().hardened("app").table::<ByHand>();
    let by_hand = by_hand.build().unwrap_or_else(|errors| panic!("{errors}"));
    let right = Context::new(&by_hand).tenant(Authenticated::by(by, 7_i64));
    let statements = right.unwrap().statements().unwrap();
    assert_eq!(statements[0].text(), "SET LOCAL app.tenant_id = '7'");
    let wrong = Context::new(&by_hand).tenant(Authenticated::by(by, Uuid::nil()));
    assert!(matches!(wrong, Err(QueryError::ContextType { .. })));
    let null = Context::new(&model).tenant(Authenticated::by(by, None::<Uuid>));
    assert!(matches!(null, Err(QueryError::NullContext { .. })));
    let user = Context::new(&model).user(Authenticated::by(by, Uuid::nil()));
    assert!(matches!(user, Err(QueryError::NoContext { what: "user" })));
    let _ = Tenant::columns();
}
