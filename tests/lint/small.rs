//! A database with a finding of each severity, in a file of its own: reports show its lines.

use pgschema::lint::{Linter, Report, Severity};
use pgschema::{Database, Table};
use uuid::Uuid;

#[derive(Table)]
#[pg(table = "documents", tenant = tenant_id)]
#[pg(
    index(columns(title), using = hash, across_tenants),
    check(name = "title_not_blank", |d| d.title.trim().ne(""))
)]
#[pg(allow(no_comment, reason = "its name says it"))]
struct Document {
    /// What tells it from others.
    #[pg(primary_key)]
    id: Uuid,
    tenant_id: Uuid,
    #[pg(max_len = 200)]
    title: String,
    /// Words to find it by.
    #[pg(check = "cardinality(tags) < 20")]
    #[pg(default = "'{}'")]
    tags: Vec<String>,
    is_urgent: Option<bool>,
    is_open: bool,
    #[pg(
        max_len = 20,
        allow(unchecked_status, reason = "the list\nis elsewhere")
    )]
    status: String,
}

#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id)]
struct Note {
    #[pg(primary_key)]
    id: Uuid,
    tenant_id: Uuid,
}

pub(crate) fn report() -> Report {
    let database = Database::builder()
        .hardened("app")
        .table::<Document>()
        .table::<Note>()
        .allow("definer_view", "app.nothing", "there is none")
        .build()
        .unwrap();
    let linter = Linter::new()
        .severity("nullable_boolean", Severity::Error)
        .unwrap();
    linter.lint(&database)
}
