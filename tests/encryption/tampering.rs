//! What was sealed for one place opens there, whole, and nowhere else.

use pgschema::encryption::{self, BlindIndexKey, EncryptionError, Keys, SealingKey};
use pgschema::query::{self, QueryError};
use pgschema::{Database, Table};
use proptest::prelude::*;
use uuid::Uuid;

use crate::world::{ADA, BOB, CLINIC, OTHER, Patient, Referral, cell, diagnosis, keys, model};

fn refused(error: &EncryptionError) -> bool {
    matches!(error, EncryptionError::Refused { .. })
}

proptest! {
    #[test]
    fn any_value_opens_as_it_was_sealed(value: Vec<u8>, id: u128, key: [u8; 32], number: u16) {
        let model = model();
        let keys = Keys::new(SealingKey::new(number, key)).blind_index(BlindIndexKey::new(key));
        let phone = encryption::column::<Patient>(&model, |p| p.phone).unwrap();
        for column in [diagnosis(&model), phone] {
            let cell = cell(&column, CLINIC, Uuid::from_u128(id));
            let sealed = cell.seal(&keys, &value).unwrap();
            let opened = cell.open(&keys, sealed.as_bytes()).unwrap();
            prop_assert_eq!(opened.expose(), value.as_slice());
            // Not a second time the same bytes, and none of the value among them.
            let again = cell.seal(&keys, &value).unwrap();
            prop_assert_ne!(&again, &sealed);
            if value.len() > 5 {
                prop_assert!(!sealed.as_bytes().windows(value.len()).any(|it| it == value));
            }
        }
    }

    #[test]
    fn no_bit_of_it_can_be_another(value in prop::collection::vec(any::<u8>(), 0..40), at: prop::sample::Index, bit in 0..8_u8) {
        let model = model();
        let phone = encryption::column::<Patient>(&model, |p| p.phone).unwrap();
        for column in [diagnosis(&model), phone] {
            let cell = cell(&column, CLINIC, ADA);
            let mut sealed = cell.seal(&keys(), &value).unwrap().into_bytes();
            let at = at.index(sealed.len());
            sealed[at] ^= 1_u8 << bit;
            prop_assert!(cell.open(&keys(), &sealed).is_err(), "byte {}", at);
        }
    }

    #[test]
    fn nothing_of_it_can_be_missing_or_more(value: Vec<u8>, cut: prop::sample::Index, more: u8) {
        let model = model();
        let column = diagnosis(&model);
        let cell = cell(&column, CLINIC, ADA);
        let sealed = cell.seal(&keys(), &value).unwrap().into_bytes();
        prop_assert!(cell.open(&keys(), &sealed[..cut.index(sealed.len())]).is_err());
        prop_assert!(cell.open(&keys(), &sealed[cut.index(sealed.len()).max(1)..]).is_err());
        let longer = [sealed, vec![more]].concat();
        prop_assert!(cell.open(&keys(), &longer).is_err());
    }

    #[test]
    fn anything_at_all_is_opened_without_a_panic(bytes: Vec<u8>) {
        let model = model();
        let column = diagnosis(&model);
        prop_assert!(cell(&column, CLINIC, ADA).open(&keys(), &bytes).is_err());
    }
}

#[test]
fn a_value_of_another_row_does_not_open() {
    let model = model();
    let column = diagnosis(&model);
    let sealed = cell(&column, CLINIC, ADA).seal(&keys(), "flu").unwrap();
    for (clinic, id) in [(CLINIC, BOB), (OTHER, ADA), (ADA, CLINIC)] {
        let error = cell(&column, clinic, id).open(&keys(), sealed.as_bytes());
        assert!(refused(&error.unwrap_err()));
    }
}

#[test]
fn a_value_of_another_column_does_not_open() {
    let model = model();
    let ssn = encryption::column::<Patient>(&model, |p| p.ssn).unwrap();
    let phone = encryption::column::<Patient>(&model, |p| p.phone).unwrap();
    let sealed = cell(&ssn, CLINIC, ADA).seal(&keys(), "1").unwrap();
    let error = cell(&phone, CLINIC, ADA).open(&keys(), sealed.as_bytes());
    assert!(refused(&error.unwrap_err()));
    // Without a blind index, it already looks different.
    let error = cell(&diagnosis(&model), CLINIC, ADA).open(&keys(), sealed.as_bytes());
    assert!(
        matches!(error, Err(EncryptionError::NotSealed { length: 76, .. })),
        "{error:?}"
    );
}

/// The same columns in a table of another name.
#[derive(Table)]
#[pg(table = "visitors", tenant = clinic_id)]
struct Visitor {
    #[pg(primary_key)]
    id: Uuid,
    clinic_id: Uuid,
    #[pg(encrypted)]
    diagnosis: Vec<u8>,
}

/// A later version, in which the patients are called people.
#[derive(Table)]
#[pg(table = "people", tenant = clinic)]
struct Renamed {
    #[pg(primary_key)]
    id: Uuid,
    clinic: Uuid,
    #[pg(encrypted)]
    finding: Vec<u8>,
}

#[test]
fn a_value_of_another_table_or_schema_does_not_open() {
    let sealed = cell(&diagnosis(&model()), CLINIC, ADA)
        .seal(&keys(), "flu")
        .unwrap();
    for schema in ["app", "other"] {
        let builder = Database::builder().hardened(schema);
        let model = builder.table::<Visitor>().table::<Patient>().build();
        let model = model.unwrap();
        let visitor = encryption::column::<Visitor>(&model, |v| v.diagnosis).unwrap();
        let visitor = visitor.row().key(|v| v.clinic_id, CLINIC);
        let visitor = visitor.key(|v| v.id, ADA);
        assert!(refused(
            &visitor.open(&keys(), sealed.as_bytes()).unwrap_err()
        ));
        let same = cell(&diagnosis(&model), CLINIC, ADA).open(&keys(), sealed.as_bytes());
        assert_eq!(same.is_ok(), schema == "app");
    }
}

#[test]
fn a_table_and_a_column_that_were_renamed_open_what_they_had() {
    let before = model();
    let sealed = cell(&diagnosis(&before), CLINIC, ADA);
    let sealed = sealed.seal(&keys(), "flu").unwrap();
    let model = Database::builder()
        .hardened("app")
        .table::<Renamed>()
        .build();
    let model = model.unwrap();
    let finding = encryption::column::<Renamed>(&model, |p| p.finding).unwrap();
    let open = |finding: encryption::EncryptedColumn<'_, Renamed>| {
        let cell = finding.row().key(|p| p.clinic, CLINIC).key(|p| p.id, ADA);
        cell.open(&keys(), sealed.as_bytes())
            .map(|it| it.expose_text().unwrap().to_owned())
    };
    assert!(open(finding.clone()).is_err());
    // The names of the columns of the key don't count.
    let known = open(finding.known_as("app", "patients", "diagnosis"));
    assert_eq!(known, Ok("flu".to_owned()));
}

#[test]
fn a_key_that_is_another_opens_nothing() {
    let model = model();
    let column = diagnosis(&model);
    let cell = cell(&column, CLINIC, ADA);
    let sealed = cell.seal(&keys(), "flu").unwrap();
    let wrong = Keys::new(SealingKey::new(1, [0; 32]));
    assert!(refused(&cell.open(&wrong, sealed.as_bytes()).unwrap_err()));
    let unknown = Keys::new(SealingKey::new(2, [11; 32]));
    let error = cell.open(&unknown, sealed.as_bytes()).unwrap_err();
    assert_eq!(error, EncryptionError::UnknownKey { id: 1 });
    let both = unknown.and(SealingKey::new(1, [11; 32])).unwrap();
    assert!(cell.open(&both, sealed.as_bytes()).is_ok());
    let twice = both.and(SealingKey::new(1, [0; 32]));
    assert!(matches!(twice, Err(EncryptionError::TwoKeys { id: 1 })));
}

#[test]
fn which_row_it_is_must_be_said_whole() {
    let model = model();
    let column = diagnosis(&model);
    let half = column.row().key(|p| p.id, ADA);
    let error = half.seal(&keys(), "flu").unwrap_err();
    assert_eq!(
        error.to_string(),
        "which row of app.patients it is isn't said: its clinic_id is missing, give it with `.key(…)`"
    );
    let wrong = half
        .key(|p| p.clinic_id, CLINIC)
        .key(|p| p.clinic_id, OTHER);
    assert!(matches!(
        wrong.seal(&keys(), "flu"),
        Err(EncryptionError::KeyTwice { .. })
    ));
    let ssn = encryption::column::<Patient>(&model, |p| p.ssn).unwrap();
    let no_index = Keys::new(SealingKey::new(1, [0; 32]));
    let error = cell(&ssn, CLINIC, ADA).seal(&no_index, "1").unwrap_err();
    assert!(matches!(error, EncryptionError::NoBlindIndexKey { .. }));
    let error = cell(&column, CLINIC, ADA).find(&keys(), "flu", |p| p.id);
    assert!(matches!(error, Err(EncryptionError::NoBlindIndex { .. })));
    let foreign = column.row().key(|p| p.ssn, column_value(&model));
    assert!(matches!(
        foreign.seal(&keys(), "flu"),
        Err(EncryptionError::NotOfKey { .. })
    ));
}

fn column_value(model: &Database) -> encryption::Sealed {
    cell(&diagnosis(model), CLINIC, ADA)
        .seal(&keys(), "")
        .unwrap()
}

#[test]
fn the_parts_of_a_key_are_not_taken_for_each_other() {
    let model = model();
    let column = encryption::column::<Referral>(&model, |r| r.diagnosis).unwrap();
    let of = |number: i64, part: &str| {
        let row = column.row().key(|r| r.clinic_id, CLINIC);
        row.key(|r| r.number, number)
            .key(|r| r.part, part.to_owned())
    };
    let sealed = of(1, "12").seal(&keys(), "flu").unwrap();
    assert!(of(1, "12").open(&keys(), sealed.as_bytes()).is_ok());
    for (number, part) in [(11, "2"), (12, "1"), (1, "1"), (1, "")] {
        assert!(of(number, part).open(&keys(), sealed.as_bytes()).is_err());
    }
}

#[test]
fn blind_indexes_are_equal_for_equal_values_of_a_tenant_and_a_column_alone() {
    let model = model();
    let ssn = encryption::column::<Patient>(&model, |p| p.ssn).unwrap();
    let phone = encryption::column::<Patient>(&model, |p| p.phone).unwrap();
    let index = |column, clinic, id, value: &str| {
        cell(column, clinic, id)
            .seal(&keys(), value)
            .unwrap()
            .as_bytes()[3..35]
            .to_vec()
    };
    let one = index(&ssn, CLINIC, ADA, "1");
    assert_eq!(one, index(&ssn, CLINIC, BOB, "1"));
    assert_ne!(one, index(&ssn, CLINIC, BOB, "2"));
    assert_ne!(one, index(&ssn, OTHER, BOB, "1"));
    assert_ne!(one, index(&phone, CLINIC, ADA, "1"));
    let other = keys().blind_index(BlindIndexKey::new([0; 32]));
    let sealed = cell(&ssn, CLINIC, ADA).seal(&other, "1").unwrap();
    assert_ne!(one, sealed.as_bytes()[3..35]);
}

/// What was sealed by the first version opens for ever.
#[test]
fn values_that_were_sealed_once_still_open() {
    let model = model();
    let phone = encryption::column::<Patient>(&model, |p| p.phone).unwrap();
    let kept = include_str!("sealed.hex");
    let bytes: Vec<u8> = kept
        .trim()
        .as_bytes()
        .chunks(2)
        .map(|it| u8::from_str_radix(std::str::from_utf8(it).unwrap(), 16).unwrap())
        .collect();
    let opened = cell(&phone, CLINIC, ADA).open(&keys(), &bytes).unwrap();
    assert_eq!(opened.expose_text().unwrap(), "+49 30 1234");
}

#[test]
fn a_statement_keeps_a_value_where_it_was_sealed_for_and_nowhere_else() {
    let (model, keys) = (model(), keys());
    let column = diagnosis(&model);
    let sealed = cell(&column, CLINIC, ADA).seal(&keys, "flu").unwrap();
    let number = encryption::column::<Patient>(&model, |p| p.ssn).unwrap();
    let number = cell(&number, CLINIC, ADA).seal(&keys, "1").unwrap();
    let insert = || query::insert::<Patient>(&model).value(|p| p.ssn, &number);
    let same = || {
        insert()
            .value(|p| p.id, ADA)
            .value(|p| p.diagnosis, &sealed)
    };
    // The tenant is that of the transaction, or the same.
    assert!(same().build().is_ok());
    assert!(same().value(|p| p.clinic_id, CLINIC).build().is_ok());
    let elsewhere = |statement: query::Insert<'_, Patient>| {
        let error = statement.build().unwrap_err();
        matches!(error, QueryError::SealedElsewhere { .. })
    };
    assert!(elsewhere(same().value(|p| p.clinic_id, OTHER)));
    assert!(elsewhere(
        insert()
            .value(|p| p.id, BOB)
            .value(|p| p.diagnosis, &sealed)
    ));
    assert!(elsewhere(
        insert()
            .value(|p| p.id, ADA)
            .value(|p| p.diagnosis, &number)
    ));
    let error = insert()
        .value(|p| p.diagnosis, &sealed)
        .build()
        .unwrap_err();
    assert!(
        matches!(error, QueryError::SealedWithoutKey { .. }),
        "{error}"
    );
    let upsert = same().on_conflict(|p| p.id).update(|p| p.diagnosis);
    assert!(upsert.build().is_ok());
    let claim = query::claim::<Patient>(&model)
        .filter(|p| p.id.eq(ADA))
        .set(|p| p.diagnosis, |_| sealed.clone());
    let error = claim.build().unwrap_err();
    assert!(matches!(error, QueryError::Kept { .. }), "{error}");
}

/// A card, which has a number beside its key.
#[derive(Table)]
#[pg(table = "cards", tenant = clinic_id)]
struct Card {
    #[pg(primary_key)]
    id: Uuid,
    clinic_id: Uuid,
    #[pg(unique)]
    number: i64,
    #[pg(encrypted)]
    pin: Vec<u8>,
}

#[test]
fn a_row_that_is_there_by_another_key_does_not_get_what_was_sealed_for_a_new_one() {
    let builder = Database::builder().hardened("app").table::<Card>();
    let model = builder.build().unwrap();
    let pin = encryption::column::<Card>(&model, |c| c.pin).unwrap();
    let cell = pin.row().key(|c| c.clinic_id, CLINIC).key(|c| c.id, ADA);
    let sealed = cell.seal(&keys(), "1234").unwrap();
    let insert = || {
        let insert = query::insert::<Card>(&model).value(|c| c.id, ADA);
        insert.value(|c| c.number, 7).value(|c| c.pin, &sealed)
    };
    let error = insert().on_conflict(|c| c.number).update(|c| c.pin).build();
    assert!(matches!(error, Err(QueryError::Kept { .. })), "{error:?}");
    let upsert = insert().on_conflict(|c| c.id).update(|c| c.pin);
    assert!(upsert.build().is_ok());
}
