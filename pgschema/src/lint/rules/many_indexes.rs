use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::{Rule, Severity};

pub(crate) static MANY_INDEXES: Rule = Rule {
    id: "IDX008",
    name: "many_indexes",
    severity: Severity::Information,
    title: "a table with more than ten indexes",
    why: "Every INSERT writes to each of them, and an UPDATE of any indexed column to all of \
          them. Dead rows stay longer, since fewer updates stay on their page.",
    fix: "See which ones `pg_stat_user_indexes` says are used, and remove the others.",
    bad: r#"
/// A thing with many sides.
#[derive(Table)]
#[pg(table = "things", tenant = tenant_id)]
#[pg(index(columns(a)), index(columns(b)), index(columns(c)), index(columns(d)), index(columns(e)))]
#[pg(index(columns(a, b)), index(columns(b, c)), index(columns(c, d)), index(columns(d, e)), index(columns(e, a)))]
struct Thing {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    a: i64,
    b: i64,
    c: i64,
    d: i64,
    e: i64,
}
"#,
    good: r#"
/// A thing with many sides.
#[derive(Table)]
#[pg(table = "things", tenant = tenant_id)]
#[pg(index(columns(a, b)), index(columns(b, c)), index(columns(c, d)), index(columns(d, e)), index(columns(e, a)))]
struct Thing {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    a: i64,
    b: i64,
    c: i64,
    d: i64,
    e: i64,
}
"#,
    catalog: Some(include_str!("../catalog/many_indexes.sql")),
    measure: None,
    check: Check::Table(check),
};

fn check(table: &TableContext<'_>, findings: &mut Findings) {
    let keys = table
        .table
        .constraints
        .iter()
        .filter(|it| it.has_index())
        .count();
    let count = keys + table.table.indexes.len();
    if count > 10 {
        findings.table(table.table, format!("has {count} indexes"));
    }
}
