//! The tables of the application: the program and its build script both depend on this crate.

use pgschema::{Database, InvalidDatabase, PgDomain, Table};
use uuid::Uuid;

/// Which tenant.
#[derive(PgDomain)]
#[pg(transparent)]
pub struct TenantId(pub Uuid);

/// Which note.
#[derive(PgDomain)]
#[pg(transparent)]
pub struct NoteId(pub Uuid);

/// Somebody who keeps notes.
#[derive(Table)]
#[pg(table = "tenants", tenant = id)]
pub struct Tenant {
    /// Which one.
    #[pg(primary_key)]
    pub id: TenantId,
    /// What they are called.
    #[pg(max_len = 200)]
    pub name: String,
}

/// Something to remember.
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id)]
pub struct Note {
    /// Which one.
    #[pg(primary_key)]
    pub id: NoteId,
    /// Whose it is.
    #[pg(references(Tenant::id, on_delete = cascade))]
    pub tenant_id: TenantId,
    /// What is to be remembered.
    #[pg(max_len = 2000)]
    pub body: String,
}

/// All of it.
///
/// # Errors
///
/// If the structs describe a database that can't be.
pub fn database() -> Result<Database, InvalidDatabase> {
    Database::builder()
        .hardened("app")
        .table::<Tenant>()
        .table::<Note>()
        .build()
}
