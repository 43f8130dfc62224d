//! What is compared with a value is compared with a value of its type, and the value is sent beside the statement.

use std::ops::Range;

use bit_vec::BitVec;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use pgschema::query::postgres::TenantTransaction;
use pgschema::query::{self, Authenticated, Context, Insert, Page, Query};
use pgschema::typed::now;
use pgschema::{Database, PgDomain, PgEnum, Table, Version};
use pgschema_test_support::{apply, for_each_own_cluster};
use rust_decimal::Decimal;
use serde_json::json;
use uuid::Uuid;

/// Five letters at most.
#[derive(Clone, PgDomain)]
#[pg(type = "varchar(5)", check = "VALUE ~ '^[a-z]+$'")]
struct Short(String);

#[derive(Clone, Copy, PgEnum)]
#[pg(native)]
enum Mood {
    Good,
    #[allow(dead_code, reason = "nobody is")]
    Bad,
}

/// Columns whose values have parts, or are parts.
#[derive(Table)]
#[pg(table = "parts", tenant = tenant_id)]
#[allow(dead_code, reason = "only described")]
struct Part {
    #[pg(primary_key)]
    id: Uuid,
    tenant_id: Uuid,
    pages: Range<i32>,
    prices: Range<Decimal>,
    days: Range<NaiveDate>,
    span: Range<DateTime<Utc>>,
    moment: DateTime<Utc>,
    settings: serde_json::Value,
    tags: Vec<String>,
    numbers: Vec<i64>,
    ids: Vec<Uuid>,
    moods: Vec<Mood>,
    shorts: Vec<Short>,
    ranges: Vec<Range<i32>>,
    #[pg(type = "varchar(5)[]")]
    limited: Vec<String>,
    #[pg(type = "char(3)[]")]
    padded: Vec<String>,
    #[pg(type = "bit(3)[]")]
    bits: Vec<BitVec>,
}

fn model() -> Database {
    let builder = Database::builder().hardened("app").table::<Part>();
    builder.build().unwrap_or_else(|errors| panic!("{errors}"))
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

fn moment() -> DateTime<Utc> {
    "2026-11-23T10:11:12Z".parse().unwrap()
}

fn bits() -> Vec<BitVec> {
    vec![BitVec::from_elem(3, true)]
}

fn short(text: &str) -> Vec<Short> {
    vec![Short(text.to_owned())]
}

fn texts(text: &str) -> Vec<String> {
    vec![text.to_owned()]
}

fn insert(model: &Database) -> Insert<'_, Part> {
    query::insert::<Part>(model)
        .value(|p| p.pages, 1..10)
        .value(|p| p.prices, Decimal::ONE..Decimal::TEN)
        .value(|p| p.days, day()..day() + TimeDelta::days(7))
        .value(|p| p.span, moment()..moment() + TimeDelta::hours(1))
        .value(|p| p.moment, moment())
        .value(|p| p.settings, json!({"theme": {"name": "it's"}}))
        .value(|p| p.numbers, vec![1_i64, 2])
        .value(|p| p.ids, vec![Uuid::nil()])
        .value(|p| p.moods, vec![Mood::Good])
        .value(|p| p.ranges, vec![1..3, 5..7])
        .value(|p| p.padded, texts("ab"))
        .value(|p| p.bits, bits())
}

/// Each of them finds the row.
fn pages(model: &Database) -> Vec<Page<'_, Part>> {
    let page = || query::page::<Part>(model).columns(|p| p.id);
    let minute = TimeDelta::minutes(1);
    let bounds = [
        page().filter(|p| p.pages.contains(5).and(p.pages.overlaps(9..20))),
        page().filter(|p| p.pages.lower_bound().is_in([1, 2])),
        page().filter(|p| p.prices.lower_bound().eq(Decimal::ONE)),
        page().filter(|p| p.prices.contains(Decimal::TWO)),
        page().filter(|p| p.days.contains(day()).and(p.days.lower_bound().le(day()))),
        page().filter(|p| {
            p.days
                .upper_bound()
                .between(day(), day() + TimeDelta::days(30))
        }),
        page().filter(|p| p.days.overlaps(day()..day() + TimeDelta::days(30))),
        page().filter(|p| p.span.contains(moment()).and(p.span.contains(p.moment))),
        page().filter(|p| p.span.upper_bound().coalesce(moment()).gt(moment())),
        page().filter(|p| p.span.lower_bound().later_by(minute).gt(moment())),
        page().filter(|p| p.moment.since(moment()).lt(minute)),
        page().filter(|p| p.moment.earlier_by(minute).lt(moment())),
        page().filter(|p| now().since(p.moment).ne(minute)),
    ];
    let parts = [
        page().filter(|p| p.settings.contains(json!({"theme": {}}))),
        page().filter(|p| p.settings.get("theme").eq(json!({"name": "it's"}))),
        page().filter(|p| p.settings.get("theme").get_text("name").eq("it's")),
        page().filter(|p| p.settings.json_type().eq("object")),
        page().filter(|p| p.tags.contains(["a"]).and(p.tags.overlaps(["a", "x"]))),
        page().filter(|p| p.tags.eq(texts("a"))),
        page().filter(|p| p.tags.coalesce(texts("x")).contains(["a"])),
        page().filter(|p| {
            p.numbers
                .contains([2_i64])
                .and(p.ids.contains([Uuid::nil()]))
        }),
        page().filter(|p| {
            p.moods
                .contains([Mood::Good])
                .and(p.moods.eq(vec![Mood::Good]))
        }),
        page().filter(|p| p.shorts.contains(short("a")).and(p.shorts.eq(short("a")))),
        page().filter(|p| {
            p.ranges
                .contains(vec![1..3, 5..7])
                .and(p.ranges.eq(vec![1..3, 5..7]))
        }),
        page().filter(|p| p.limited.contains(["a"]).and(p.limited.eq(texts("a")))),
        page().filter(|p| p.padded.contains(["ab"]).and(p.padded.eq(texts("ab")))),
        page().filter(|p| p.bits.contains(bits()).and(p.bits.eq(bits()))),
    ];
    let after = [
        page()
            .ascending(|p| p.shorts)
            .after(|p| p.shorts, Vec::<Short>::new()),
        page()
            .ascending(|p| p.limited)
            .after(|p| p.limited, texts("A")),
        page().ascending(|p| p.days).after(|p| p.days, day()..day()),
    ];
    let after = after.map(|it| it.descending(|p| p.id).after(|p| p.id, Uuid::nil()));
    let pages = bounds.into_iter().chain(parts);
    pages
        .map(|page| page.ascending(|p| p.id))
        .chain(after)
        .collect()
}

#[test]
fn a_part_is_compared_as_what_it_is() {
    let model = model();
    let row = insert(&model)
        .value(|p| p.tags, texts("a"))
        .value(|p| p.shorts, short("a"))
        .value(|p| p.limited, texts("a"))
        .build()
        .unwrap();
    let pages: Vec<Query> = pages(&model)
        .into_iter()
        .map(|page| page.build().unwrap())
        .collect();
    for_each_own_cluster(|cluster| {
        let version = Version::try_from(cluster.version()).unwrap();
        let database = cluster.fresh_database();
        apply(&mut database.owner(), &model.render(version).unwrap());
        let mut client = database.connect_as("app_runtime");
        let tenant = Authenticated::by("the test", Uuid::from_u128(1));
        let context = Context::new(&model).tenant(tenant).unwrap();
        let mut it = TenantTransaction::begin(&mut client, &context).unwrap();
        it.execute(&row).unwrap();
        for page in &pages {
            assert!(!page.text().contains('\''), "{}", page.text());
            let found = it.query(page);
            let found = found.unwrap_or_else(|error| panic!("{error:?}: {}", page.text()));
            assert_eq!(found.len(), 1, "{}", page.text());
        }
        it.commit().unwrap();
        // What is too long for an element is refused, and not cut to one that is there.
        for (shorts, limited, sqlstate) in [
            (short("abcdefgh"), texts("a"), "22001"),
            (short("a"), texts("abcdefgh"), "22001"),
            (short("A"), texts("a"), "23514"),
        ] {
            let mut it = TenantTransaction::begin(&mut client, &context).unwrap();
            let insert = insert(&model).value(|p| p.tags, texts("a"));
            let insert = insert
                .value(|p| p.shorts, shorts)
                .value(|p| p.limited, limited);
            let error = it.execute(&insert.build().unwrap()).unwrap_err();
            assert_eq!(error.sqlstate(), Some(sqlstate));
        }
        let mut it = TenantTransaction::begin(&mut client, &context).unwrap();
        let long = query::page::<Part>(&model)
            .filter(|p| p.limited.contains(["aXXXXXXX"]))
            .ascending(|p| p.id);
        assert!(it.query(&long.build().unwrap()).unwrap().is_empty());
    });
}
