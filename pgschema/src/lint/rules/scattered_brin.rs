use crate::define::IndexMethod;
use crate::lint::check::Check;
use crate::lint::context::{TableContext, index_columns};
use crate::lint::findings::Findings;
use crate::lint::kind::Kind;
use crate::lint::{Part, Rule, Severity};
use crate::model::Index;

pub(crate) static SCATTERED_BRIN: Rule = Rule {
    id: "IDX009",
    name: "scattered_brin",
    severity: Severity::Warning,
    title: "a BRIN index on values in no order",
    why: "BRIN keeps the least and the greatest value of each range of pages. It finds \
          something only if rows lie in the order of the column, as times of an append-only \
          table do. With values in no order every range may have them, and the whole table is \
          read.",
    fix: "Use btree, or put BRIN on the column that grows with the rows.",
    bad: r#"
/// What was measured.
#[derive(Table)]
#[pg(table = "measurements", tenant = tenant_id, index(columns(sensor_id), using = brin, across_tenants))]
struct Measurement {
    tenant_id: Uuid,
    #[pg(primary_key, identity)]
    id: i64,
    sensor_id: Uuid,
}
"#,
    good: r#"
/// What was measured.
#[derive(Table)]
#[pg(table = "measurements", tenant = tenant_id, index(columns(measured_at), using = brin, across_tenants))]
struct Measurement {
    tenant_id: Uuid,
    #[pg(primary_key, identity)]
    id: i64,
    measured_at: DateTime<Utc>,
}
"#,
    catalog: Some(include_str!("../catalog/scattered_brin.sql")),
    measure: None,
    check: Check::Index(check),
};

fn check(table: &TableContext<'_>, index: &Index, findings: &mut Findings) {
    if index.method != IndexMethod::Brin {
        return;
    }
    for name in index_columns(index) {
        let Some(column) = table.table.column(name.as_str()) else {
            continue;
        };
        let grows = matches!(
            table.kind(column),
            Kind::TimestampTz
                | Kind::Timestamp
                | Kind::Date
                | Kind::Bigint
                | Kind::Integer
                | Kind::Serial
        );
        if !grows {
            let message = format!("`{name}` is in no order that the rows are in");
            findings.part(table.table, Part::Index, &index.name, message);
        }
    }
}
