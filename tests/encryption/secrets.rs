//! Nothing that `Debug`, `Display` or an error shows has a secret in it.

use std::fmt::Write as _;

use pgschema::connect::{ConnectionString, ScramVerifier, Secret};
use pgschema::encryption::{self, BlindIndexKey, Keys, SealingKey};
use pgschema::query::{Authenticated, Context, ContextKey, claim, insert, lock, page};
use pgschema::{Database, Hardening, Table};
use uuid::Uuid;

use crate::world::{ADA, BOB, CLINIC, Patient, cell, diagnosis, keys};

const PASSWORD: &str = "correct-horse";
const VALUE: &str = "diagnosis-of-ada";

/// In the forms in which bytes are printed.
fn forms(secret: &[u8]) -> Vec<String> {
    let list: Vec<String> = secret.iter().map(ToString::to_string).collect();
    let hex = |it: &u8| format!("{it:02x}");
    vec![
        list.join(", "),
        secret.iter().map(hex).collect(),
        secret.iter().map(hex).collect::<String>().to_uppercase(),
        String::from_utf8_lossy(secret).into_owned(),
    ]
}

/// Something else beside the tables of the encryption tests.
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id)]
struct Note {
    #[pg(primary_key)]
    id: Uuid,
    tenant_id: Uuid,
}

/// What somebody typed.
#[derive(Table)]
#[pg(table = "typed", tenant = tenant_id)]
struct Typed {
    #[pg(primary_key)]
    id: Uuid,
    tenant_id: Uuid,
    text: String,
}

#[test]
fn no_secret_is_in_any_debug_or_error_output() {
    let builder = Database::builder().hardened("app").table::<Typed>();
    let model = builder.table::<Patient>().build().unwrap();
    let (sealing, index, signing) = ([171; 32], [172; 32], [173; 32]);
    let mut shown = String::new();
    let mut show = |it: &dyn std::fmt::Debug| write!(shown, "{it:?} {it:#?}").unwrap();

    let keys_of_test =
        Keys::new(SealingKey::new(9, sealing)).blind_index(BlindIndexKey::new(index));
    show(&keys_of_test);
    show(keys_of_test.current());
    let column = diagnosis(&model);
    let cell_of_ada = cell(&column, CLINIC, ADA);
    let sealed = cell_of_ada.seal(&keys_of_test, VALUE).unwrap();
    show(&sealed);
    show(&cell_of_ada.open(&keys_of_test, sealed.as_bytes()).unwrap());
    show(
        &cell_of_ada
            .reseal(&keys_of_test, sealed.as_bytes())
            .unwrap(),
    );
    let error = cell_of_ada.open(&keys(), sealed.as_bytes()).unwrap_err();
    show(&error);
    show(&error.to_string());
    let error = cell_of_ada
        .open(&keys_of_test, VALUE.as_bytes())
        .unwrap_err();
    show(&error);
    show(&error.to_string());

    let signed = Hardening::new("app").signed_context();
    let signed = Database::builder().hardened(signed).table::<Note>().build();
    let signed = signed.unwrap();
    let key = ContextKey::new("k", signing).unwrap();
    show(&key);
    show(&key.insert(&signed));
    let context = Context::signed(&signed, &key, std::time::Duration::from_secs(60));
    show(
        &context
            .tenant(Authenticated::by("the test", CLINIC))
            .unwrap(),
    );
    let typed = insert::<Typed>(&model).value(|t| t.text, VALUE);
    show(&typed);
    show(&page::<Typed>(&model).after(|t| t.text, VALUE));
    show(&lock::<Typed>(&model).filter(|t| t.text.eq(VALUE)));
    show(&claim::<Typed>(&model).set(|t| t.text, |_| VALUE));
    show(&typed.build());
    let number = encryption::column::<Patient>(&model, |p| p.ssn).unwrap();
    let number = cell(&number, CLINIC, ADA)
        .seal(&keys_of_test, VALUE)
        .unwrap();
    let value = insert::<Patient>(&model).value(|p| p.id, ADA);
    let value = value
        .value(|p| p.diagnosis, &sealed)
        .value(|p| p.ssn, &number);
    show(&value);
    show(&value.build().unwrap());
    let elsewhere = insert::<Patient>(&model).value(|p| p.id, BOB);
    show(&elsewhere.value(|p| p.diagnosis, &sealed).build());

    let url = format!("postgres://ada:{PASSWORD}@db.example/app");
    let connection: ConnectionString = url.parse().unwrap();
    show(&connection);
    show(&connection.to_string());
    show(&Secret::new(PASSWORD));
    show(&ScramVerifier::new(&Secret::new(PASSWORD)).unwrap());
    for broken in [
        format!("postgres://ada:{PASSWORD}@db.example:x/app"),
        format!("host=db.example password={PASSWORD} sslmode=no"),
        format!("password='{PASSWORD}"),
    ] {
        let error = broken.parse::<ConnectionString>().unwrap_err();
        show(&error);
        show(&error.to_string());
    }

    let secrets = [
        &sealing[..],
        &index,
        &signing,
        PASSWORD.as_bytes(),
        VALUE.as_bytes(),
    ];
    for secret in secrets {
        for form in forms(secret) {
            assert!(!shown.contains(&form), "{form}: {shown}");
        }
    }
    // Half a key is as bad.
    for byte in [171, 172, 173] {
        assert!(!shown.contains(&format!("{byte}, {byte}")), "{shown}");
    }
    let visible = forms(sealed.as_bytes());
    assert!(!visible.iter().any(|it| shown.contains(it)), "{shown}");
}
