//! A value that is too long is refused or found nowhere; it is never cut.

use pgschema::query::postgres::TenantTransaction;
use pgschema::query::{self, Authenticated, Context};
use pgschema::{Database, PgDomain, Table, Version};
use pgschema_test_support::{apply, for_each_own_cluster};
use uuid::Uuid;

/// Five letters at most.
#[derive(Clone, PgDomain)]
#[pg(type = "varchar(5)", check = "VALUE ~ '^[a-z]+$'")]
struct Short(String);

/// Columns that have lengths.
#[derive(Table)]
#[pg(table = "labels", tenant = tenant_id)]
struct Label {
    #[pg(primary_key)]
    id: Uuid,
    tenant_id: Uuid,
    #[pg(type = "varchar(5)")]
    limited: String,
    #[pg(type = "char(5)")]
    padded: String,
    short: Short,
    #[pg(type = "numeric(4, 1)")]
    amount: String,
    weight: Option<i32>,
    #[pg(unique)]
    code: Option<String>,
}

fn model() -> Database {
    let builder = Database::builder().hardened("app").table::<Label>();
    builder.build().unwrap_or_else(|errors| panic!("{errors}"))
}

#[test]
fn a_value_that_is_too_long_is_never_cut() {
    let model = model();
    for_each_own_cluster(|cluster| {
        let version = Version::try_from(cluster.version()).unwrap();
        let database = cluster.fresh_database();
        apply(&mut database.owner(), &model.render(version).unwrap());
        let mut client = database.connect_as("app_runtime");
        let insert = |limited: &str, padded: &str, short: &str| {
            let insert = query::insert::<Label>(&model)
                .value(|l| l.limited, limited)
                .value(|l| l.padded, padded)
                .value(|l| l.short, Short(short.to_owned()))
                .value(|l| l.amount, "12.5");
            insert.build().unwrap()
        };
        let context = Context::new(&model)
            .tenant(Authenticated::by("the test", Uuid::from_u128(1)))
            .unwrap();
        for (limited, padded, short) in [
            ("abcdefgh", "abcde", "abcde"),
            ("abcde", "abcdefgh", "abcde"),
            ("abcde", "abcde", "abcdefgh"),
        ] {
            let mut it = TenantTransaction::begin(&mut client, &context).unwrap();
            let error = it.execute(&insert(limited, padded, short)).unwrap_err();
            assert_eq!(error.sqlstate(), Some("22001"));
            it.rollback().unwrap();
        }
        let mut it = TenantTransaction::begin(&mut client, &context).unwrap();
        it.execute(&insert("abcde", "abcde", "abcde")).unwrap();
        let count = |it: &mut TenantTransaction<'_>, text: &str| {
            let found = [
                query::page::<Label>(&model).filter(|l| l.limited.eq(text)),
                query::page::<Label>(&model).filter(|l| l.padded.eq(text)),
                query::page::<Label>(&model).filter(|l| l.short.eq(Short(text.to_owned()))),
            ];
            found.map(|page| {
                let page = page.ascending(|l| l.id).build().unwrap();
                it.query(&page.clone()).unwrap().len()
            })
        };
        assert_eq!(count(&mut it, "abcde"), [1, 1, 1]);
        assert_eq!(count(&mut it, "abcdefgh"), [0, 0, 0]);
        // What a domain doesn't take is in no row, and no error.
        assert_eq!(count(&mut it, "ABC"), [0, 0, 0]);
        let claim = query::claim::<Label>(&model)
            .filter(|l| l.limited.eq("abcde"))
            .set(|l| l.limited, |_| "abcdefgh");
        assert!(it.execute(&claim.build().unwrap()).is_err());
    });
}

#[test]
fn a_claim_takes_what_has_the_greatest_value_first_and_what_has_none_last() {
    let model = model();
    let claim = query::claim::<Label>(&model)
        .filter(|l| l.limited.ne(""))
        .descending(|l| l.weight)
        .set(|l| l.limited, |_| "")
        .build()
        .unwrap();
    assert!(
        claim
            .text()
            .contains("ORDER BY weight DESC NULLS LAST LIMIT"),
        "{}",
        claim.text()
    );
}

#[test]
fn a_key_that_may_be_null_conflicts_with_nothing() {
    let model = model();
    let insert = query::insert::<Label>(&model)
        .value(|l| l.limited, "a")
        .value(|l| l.padded, "a")
        .value(|l| l.short, Short("a".to_owned()))
        .value(|l| l.amount, "1")
        .on_conflict(|l| l.code)
        .build();
    let error = insert.unwrap_err().to_string();
    assert!(
        error.contains("(code) is no unique key of app.labels"),
        "{error}"
    );
}

#[test]
fn an_order_of_rows_of_several_tenants_needs_the_tenant() {
    use saas::schema::documents::Document;
    use saas::schema::jobs::Job;

    // Workers see the jobs of all tenants, and documents nobody but their tenant.
    let model = saas::database(Version::V18).unwrap();
    let page = query::page::<Job>(&model).ascending(|j| j.id);
    let error = page.build().unwrap_err().to_string();
    assert!(error.contains("isn't total"), "{error}");
    let whole = query::page::<Job>(&model).ascending(|j| j.id);
    assert!(whole.ascending(|j| j.tenant_id).build().is_ok());
    let documents = query::page::<Document>(&model).ascending(|d| d.id);
    assert!(documents.build().is_ok());
}
