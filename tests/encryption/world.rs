//! Clinics and their patients.

use pgschema::encryption::{self, BlindIndexKey, EncryptedCell, EncryptedColumn, Keys, SealingKey};
use pgschema::{Database, Table};
use uuid::Uuid;

/// Somebody who is ill.
#[derive(Table)]
#[pg(table = "patients", tenant = clinic_id)]
pub(crate) struct Patient {
    #[pg(primary_key)]
    pub(crate) id: Uuid,
    pub(crate) clinic_id: Uuid,
    /// What the insurance knows them by.
    #[pg(encrypted(unique), max_len = 20)]
    pub(crate) ssn: Vec<u8>,
    /// Where to call.
    #[pg(encrypted(blind_index))]
    pub(crate) phone: Option<Vec<u8>>,
    /// What the doctor wrote.
    #[pg(encrypted)]
    pub(crate) diagnosis: Vec<u8>,
}

/// A table beside it with a column of the same name, and keys of another form.
#[derive(Table)]
#[pg(table = "referrals", tenant = clinic_id, primary_key(columns(number, part)))]
pub(crate) struct Referral {
    pub(crate) number: i64,
    pub(crate) part: String,
    pub(crate) clinic_id: Uuid,
    #[pg(encrypted)]
    pub(crate) diagnosis: Vec<u8>,
}

pub(crate) const CLINIC: Uuid = Uuid::from_u128(1);
pub(crate) const OTHER: Uuid = Uuid::from_u128(2);
pub(crate) const ADA: Uuid = Uuid::from_u128(3);
pub(crate) const BOB: Uuid = Uuid::from_u128(4);

pub(crate) fn model() -> Database {
    let builder = Database::builder().hardened("app");
    let builder = builder.table::<Patient>().table::<Referral>();
    builder.build().unwrap_or_else(|errors| panic!("{errors}"))
}

pub(crate) fn keys() -> Keys {
    Keys::new(SealingKey::new(1, [11; 32])).blind_index(BlindIndexKey::new([12; 32]))
}

pub(crate) fn diagnosis(model: &Database) -> EncryptedColumn<'_, Patient> {
    encryption::column::<Patient>(model, |p| p.diagnosis).unwrap()
}

pub(crate) fn cell<'d>(
    column: &EncryptedColumn<'d, Patient>,
    clinic: Uuid,
    id: Uuid,
) -> EncryptedCell<'d, Patient> {
    column.row().key(|p| p.clinic_id, clinic).key(|p| p.id, id)
}
