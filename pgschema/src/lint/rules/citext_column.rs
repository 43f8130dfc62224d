use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::kind::{Kind, Kinds};
use crate::lint::{Rule, Severity};
use crate::model::Column;

pub(crate) static CITEXT_COLUMN: Rule = Rule {
    id: "TYP016",
    name: "citext_column",
    severity: Severity::Warning,
    title: "text that forgets its case by an extension",
    why: "The operators of citext are found by the search path. In a function with a pinned \
          one `'A' = 'a'` is then false, without a word. Under row-level security no query \
          uses an index on the column.",
    fix: "Keep `lower(email)` as a stored generated column with the index on it, or use a \
          collation that ignores case.",
    bad: r#"
/// A person.
#[derive(Table)]
#[pg(table = "people", tenant = tenant_id)]
struct Person {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(type = "citext")]
    email: String,
}

fn database() -> Result<Database, InvalidDatabase> {
    Database::builder().hardened("app").table::<Person>().extension("citext").build()
}
"#,
    good: r#"
/// A person.
#[derive(Table)]
#[pg(table = "people", tenant = tenant_id)]
struct Person {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(max_len = 254)]
    email: String,
    #[pg(generated(stored = "lower(email)"))]
    email_lower: String,
}
"#,
    catalog: Some(include_str!("../catalog/citext_column.sql")),
    measure: None,
    check: Check::Column(Kinds::of(&[Kind::Citext]), check),
};

fn check(table: &TableContext<'_>, column: &Column, findings: &mut Findings) {
    findings.column(
        table.table,
        &column.name,
        "is citext, whose operators depend on the search path",
    );
}
