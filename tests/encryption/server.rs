//! What the server makes of it, on every version.

use pgschema::encryption::{self, EncryptionError, Keys, SealingKey};
use pgschema::lint::Severity;
use pgschema::query::postgres::TenantTransaction;
use pgschema::query::{self, Authenticated, Context, Query};
use pgschema::verify::{Auditor, compare, privileges, prove};
use pgschema::{Database, Version};
use pgschema_test_support::{apply, for_each_own_cluster, sqlstate};
use postgres::Client;
use uuid::Uuid;

use crate::world::{ADA, BOB, CLINIC, OTHER, Patient, cell, diagnosis, keys, model};

#[test]
fn the_ddl_says_what_is_sealed() {
    let sql = model().render(Version::V18).unwrap();
    insta::assert_snapshot!("encrypted", sql);
}

#[test]
fn the_model_has_no_finding() {
    let report = model().lint();
    assert!(report.clone().deny(Severity::Warning).is_ok(), "{report}");
}

fn bind(model: &Database, clinic: Uuid) -> Context<'_> {
    let clinic = Authenticated::by("the test", clinic);
    Context::new(model).tenant(clinic).unwrap()
}

/// A row with sealed values.
fn patient(model: &Database, keys: &Keys, clinic: Uuid, id: Uuid, ssn: &str) -> Query {
    let columns = [
        encryption::column::<Patient>(model, |p| p.ssn).unwrap(),
        encryption::column::<Patient>(model, |p| p.phone).unwrap(),
        diagnosis(model),
    ];
    let sealed = columns.map(|column| cell(&column, clinic, id).seal(keys, ssn).unwrap());
    let [ssn, phone, diagnosis] = sealed;
    query::insert::<Patient>(model)
        .value(|p| p.id, id)
        .value(|p| p.ssn, ssn)
        .value(|p| p.phone, Some(phone))
        .value(|p| p.diagnosis, diagnosis)
        .build()
        .unwrap()
}

fn run(client: &mut Client, model: &Database, clinic: Uuid, query: &Query) -> Result<u64, String> {
    let mut transaction = TenantTransaction::begin(client, &bind(model, clinic)).unwrap();
    let result = transaction.execute(query);
    let result = result.map_err(|it| it.sqlstate().unwrap_or_default().to_owned());
    match result {
        Ok(_) => transaction.commit().unwrap(),
        Err(_) => transaction.rollback().unwrap(),
    }
    result
}

fn rows(client: &mut Client, model: &Database, clinic: Uuid, query: &Query) -> Vec<postgres::Row> {
    let mut transaction = TenantTransaction::begin(client, &bind(model, clinic)).unwrap();
    let rows = transaction.query(query).unwrap();
    transaction.commit().unwrap();
    rows
}

#[test]
fn what_is_sealed_is_kept_found_rotated_and_never_read_by_the_server() {
    let model = model();
    for_each_own_cluster(|cluster| {
        let version = Version::try_from(cluster.version()).unwrap();
        let database = cluster.fresh_database();
        let ddl = model.render(version).unwrap();
        apply(&mut database.owner(), &ddl);
        apply(&mut database.owner(), &ddl);
        let mut superuser = database.superuser();
        compare(&model, &mut superuser).unwrap().deny().unwrap();
        privileges(&model, &mut superuser).unwrap().deny().unwrap();
        let audit = Auditor::of(&model).audit(&mut superuser).unwrap();
        let about = |it: &&pgschema::lint::Finding| it.rule.name == "readable_secret";
        assert_eq!(audit.report().findings().iter().filter(about).count(), 0);

        let mut client = database.connect_as("app_runtime");
        let insert = |clinic, id, ssn| patient(&model, &keys(), clinic, id, ssn);
        let ada = insert(CLINIC, ADA, "A123456789");
        assert_eq!(run(&mut client, &model, CLINIC, &ada), Ok(1));
        // One of a number in a clinic, as many as there are clinics.
        let again = insert(CLINIC, BOB, "A123456789");
        assert_eq!(
            run(&mut client, &model, CLINIC, &again),
            Err("23505".to_owned())
        );
        let elsewhere = insert(OTHER, BOB, "A123456789");
        assert_eq!(run(&mut client, &model, OTHER, &elsewhere), Ok(1));

        // It is found by its value, in its clinic.
        let ssn = encryption::column::<Patient>(&model, |p| p.ssn).unwrap();
        let at = ssn.row().key(|p| p.clinic_id, CLINIC);
        let find = |value: &str| at.find(&keys(), value, |p| (p.id, p.ssn)).unwrap();
        let found = rows(&mut client, &model, CLINIC, &find("A123456789"));
        assert_eq!(found.len(), 1);
        let (id, sealed): (Uuid, Vec<u8>) = (found[0].get(0), found[0].get(1));
        let opened = cell(&ssn, CLINIC, id).open(&keys(), &sealed).unwrap();
        assert_eq!(opened.expose_text(), Ok("A123456789"));
        assert_eq!(rows(&mut client, &model, CLINIC, &find("B")).len(), 0);

        // The server has nothing of it.
        let whole =
            "SELECT string_agg(p::text || encode(p.ssn, 'escape'), '') FROM app.patients AS p";
        let whole: String = superuser.query_one(whole, &[]).unwrap().get(0);
        assert!(!whole.contains("A123456789"), "{whole}");

        // What wasn't sealed isn't taken: plain text, nothing, another form, and too much.
        for wrong in [
            "'\\x'".to_owned(),
            "'A123456789'".to_owned(),
            "convert_to(repeat('A123456789', 20), 'UTF8')".to_owned(),
            "(SELECT diagnosis FROM app.patients)".to_owned(),
            "(SELECT ssn || '\\x00000000000000000000000000' FROM app.patients)".to_owned(),
        ] {
            let update = format!("UPDATE app.patients SET ssn = {wrong}");
            let bound = format!("BEGIN; SET LOCAL app.tenant_id = '{CLINIC}'");
            client.batch_execute(&bound).unwrap();
            let error = client.batch_execute(&update).unwrap_err();
            assert!(
                ["23514", "2202E"].contains(&sqlstate(&error).as_str()),
                "{wrong}: {error}"
            );
            client.batch_execute("ROLLBACK").unwrap();
        }

        // Who writes into the database moves a value to another row, and it doesn't open there.
        let bob = insert(CLINIC, BOB, "B");
        assert_eq!(run(&mut client, &model, CLINIC, &bob), Ok(1));
        let moved = format!(
            "BEGIN; ALTER TABLE app.patients NO FORCE ROW LEVEL SECURITY;
             UPDATE app.patients SET diagnosis = (SELECT diagnosis FROM app.patients WHERE id = '{ADA}')
             WHERE id = '{BOB}' AND clinic_id = '{CLINIC}'"
        );
        superuser.batch_execute(&moved).unwrap();
        let row = format!(
            "SELECT diagnosis FROM app.patients WHERE id = '{BOB}' AND clinic_id = '{CLINIC}'"
        );
        let row: Vec<u8> = superuser.query_one(&row, &[]).unwrap().get(0);
        superuser.batch_execute("ROLLBACK").unwrap();
        let column = diagnosis(&model);
        assert!(cell(&column, CLINIC, ADA).open(&keys(), &row).is_ok());
        let error = cell(&column, CLINIC, BOB).open(&keys(), &row);
        assert!(matches!(error, Err(EncryptionError::Refused { .. })));

        // Another key: what the old one sealed is found, and sealed again.
        let both = Keys::new(SealingKey::new(300, [21; 32]));
        let both = both.and(SealingKey::new(1, [11; 32])).unwrap();
        let outdated = column.outdated(&both, 10);
        let old = rows(&mut client, &model, CLINIC, &outdated);
        assert_eq!(old.len(), 2);
        for row in &old {
            let (clinic, id, sealed): (Uuid, Uuid, Vec<u8>) = (row.get(0), row.get(1), row.get(2));
            let reseal = cell(&column, clinic, id).reseal(&both, &sealed).unwrap();
            assert_eq!(run(&mut client, &model, CLINIC, &reseal), Ok(1));
            // Somebody was faster, and that is seen.
            assert_eq!(run(&mut client, &model, CLINIC, &reseal), Ok(0));
        }
        assert_eq!(rows(&mut client, &model, CLINIC, &outdated).len(), 0);
        let number =
            format!("SELECT diagnosis_key_id, diagnosis FROM app.patients WHERE id = '{ADA}'");
        let row = superuser.query_one(&number, &[]).unwrap();
        assert_eq!(row.get::<_, i32>(0), 300);
        let only_new = Keys::new(SealingKey::new(300, [21; 32]));
        let opened = cell(&column, CLINIC, ADA)
            .open(&only_new, row.get(1))
            .unwrap();
        assert_eq!(opened.expose_text(), Ok("A123456789"));
    });
}

#[test]
fn a_row_is_found_by_an_index_below_row_level_security() {
    let model = model();
    for_each_own_cluster(|cluster| {
        let version = Version::try_from(cluster.version()).unwrap();
        let database = cluster.fresh_database();
        apply(&mut database.owner(), &model.render(version).unwrap());
        let fill = "INSERT INTO app.patients (clinic_id, ssn, phone, diagnosis)
            SELECT ('00000000-0000-0000-0000-' || lpad(i % 10 || '', 12, '0'))::uuid, s.v, s.v, '\\x01' || substr(s.v, 2)
            FROM generate_series(1, 5000) AS i
            CROSS JOIN LATERAL (SELECT '\\x020001'::bytea || sha256(i::text::bytea) || sha256('a') || substr(sha256('b'), 1, 9)) AS s (v)";
        let mut superuser = database.superuser();
        superuser.batch_execute(fill).unwrap();
        superuser.batch_execute("ANALYZE app.patients").unwrap();
        let phone = encryption::column::<Patient>(&model, |p| p.phone).unwrap();
        let find = phone.row().key(|p| p.clinic_id, CLINIC);
        let find = find.find(&keys(), "x", |p| p.id).unwrap();
        let mut client = database.connect_as("app_runtime");
        let mut transaction = TenantTransaction::begin(&mut client, &bind(&model, CLINIC)).unwrap();
        let plan = transaction.explain(&find).unwrap().to_text();
        assert!(
            plan.contains("patients_clinic_id_phone_blind_index_idx"),
            "{plan}"
        );
        assert!(!plan.contains("Filter"), "{plan}");
    });
}

#[test]
fn isolation_is_proven_of_tables_with_sealed_values() {
    let model = model();
    for_each_own_cluster(|cluster| {
        let version = Version::try_from(cluster.version()).unwrap();
        let database = cluster.fresh_database();
        apply(&mut database.owner(), &model.render(version).unwrap());
        let proof = prove(&model, &mut database.superuser()).unwrap();
        let proof = proof.deny().unwrap_or_else(|error| panic!("{error}"));
        assert!(proof.left_out().is_empty());
    });
}
