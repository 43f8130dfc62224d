//! Values of all types go in and are found again.

use chrono::{DateTime, NaiveDate, Utc};
use pgschema::query::postgres::TenantTransaction;
use pgschema::query::{self, Parameter};
use pgschema_test_support::for_each_version;
use rust_decimal::Decimal;
use serde_json::json;

use crate::world::{ACME, Code, Colour, State, Thing, apply_to, context, model};

#[test]
fn a_value_of_each_type_is_stored_and_found_by_itself() {
    let model = model();
    let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    let moment: DateTime<Utc> = "2026-11-23T10:11:12.123456Z".parse().unwrap();
    let amount: Decimal = "12.50".parse().unwrap();
    let insert = query::insert::<Thing>(&model)
        .value(|t| t.small, -7_i16)
        .value(|t| t.whole, 7)
        .value(|t| t.big, i64::MAX)
        .value(|t| t.real, 0.1)
        .value(|t| t.amount, amount)
        .value(|t| t.is_set, true)
        .value(|t| t.text, "it's \\ $1 \"x\" 🐢")
        .value(|t| t.code, Code("abc".to_owned()))
        .value(|t| t.bytes, vec![0_u8, 255])
        .value(|t| t.day, day)
        .value(|t| t.moment, moment)
        .value(|t| t.state, State::Taken)
        .value(|t| t.colour, Colour::Green)
        .value(|t| t.tags, vec!["a,b".to_owned(), "\"".to_owned()])
        .value(|t| t.settings, json!({"a": ["'"]}))
        .returning(|t| (t.id, t.big, t.text, t.bytes))
        .build()
        .unwrap();
    let page = query::page::<Thing>(&model)
        .columns(|t| t.id)
        .filter(|t| {
            t.small
                .eq(-7_i16)
                .and(t.whole.ge(7))
                .and(t.big.eq(i64::MAX))
        })
        .filter(|t| t.amount.eq(amount).and(t.is_set.eq(true)))
        .filter(|t| {
            t.text
                .eq("it's \\ $1 \"x\" 🐢")
                .and(t.text.starts_with("it's \\"))
        })
        .filter(|t| {
            t.code
                .eq(Code("abc".to_owned()))
                .and(t.bytes.eq(vec![0_u8, 255]))
        })
        .filter(|t| t.day.between(day, day).and(t.moment.eq(moment)))
        .filter(|t| {
            t.state
                .is_in([State::Taken])
                .and(t.colour.eq(Colour::Green))
        })
        .filter(|t| t.tags.eq(vec!["a,b".to_owned(), "\"".to_owned()]))
        .filter(|t| t.settings.eq(json!({"a": ["'"]})))
        .filter(|t| t.text.like(query::like::contains("\\ $1 \"")))
        .ascending(|t| t.id)
        .build()
        .unwrap();
    assert!(!page.text().contains("abc") && !page.text().contains("green"));
    for_each_version(|cluster| {
        let database = apply_to(cluster);
        let mut client = database.connect_as("app_runtime");
        let context = context(&model, ACME);
        let mut transaction = TenantTransaction::begin(&mut client, &context).unwrap();
        let row = transaction.query_one(&insert).unwrap();
        assert_eq!(row.get::<_, i64>(1), i64::MAX);
        assert_eq!(row.get::<_, &str>(2), "it's \\ $1 \"x\" 🐢");
        assert_eq!(row.get::<_, &[u8]>(3), [0, 255]);
        assert_eq!(transaction.query(&page).unwrap().len(), 1);
        transaction.commit().unwrap();
    });
}

#[test]
fn null_is_a_value_of_each_type() {
    let model = model();
    let insert = query::insert::<Thing>(&model)
        .value(|t| t.small, 1_i16)
        .value(|t| t.whole, 1)
        .value(|t| t.big, None::<i64>)
        .value(|t| t.real, 0.0)
        .value(|t| t.amount, Decimal::ONE)
        .value(|t| t.is_set, false)
        .value(|t| t.text, "")
        .value(|t| t.code, Code("a".to_owned()))
        .value(|t| t.bytes, None::<Vec<u8>>)
        .value(|t| t.day, NaiveDate::default())
        .value(|t| t.moment, DateTime::<Utc>::default())
        .value(|t| t.state, State::Waiting)
        .value(|t| t.colour, None::<Colour>)
        .value(|t| t.tags, Vec::<String>::new())
        .value(|t| t.settings, json!(null))
        .returning(|t| (t.big, t.bytes))
        .build()
        .unwrap();
    let nulls = insert.parameters().iter();
    let nulls = nulls.filter(|it| matches!(it, Parameter::Text(None)));
    assert_eq!(nulls.count(), 3);
    for_each_version(|cluster| {
        let database = apply_to(cluster);
        let mut client = database.connect_as("app_runtime");
        let context = context(&model, ACME);
        let mut transaction = TenantTransaction::begin(&mut client, &context).unwrap();
        let row = transaction.query_one(&insert).unwrap();
        assert_eq!(row.get::<_, Option<i64>>(0), None);
        assert_eq!(row.get::<_, Option<Vec<u8>>>(1), None);
    });
}
