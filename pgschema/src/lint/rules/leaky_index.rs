use crate::define::IndexMethod;
use crate::lint::check::Check;
use crate::lint::context::{TableContext, index_columns};
use crate::lint::findings::Findings;
use crate::lint::{Part, Rule, Severity};
use crate::model::{Column, Index};
use crate::sql::Identifier;

pub(crate) static LEAKY_INDEX: Rule = Rule {
    id: "RLS029",
    name: "leaky_index",
    severity: Severity::Warning,
    title: "an index that roles under row-level security can't use",
    why: "The server evaluates a condition before the policy only if its operator can't tell \
          what it sees: is LEAKPROOF. Those of enums, numeric, jsonb, arrays, ranges, tsvector \
          and citext are not, nor are `lower(…)`, `LIKE` and `->>`. The index is kept up and \
          never used: queries take 100 to 670 times as long, measured on 400,000 rows.",
    fix: "Index a column that can be compared safely: `lower(email)` as a stored generated \
          column, an enum as text, an amount as bigint. If only roles without policies use the \
          index, say so with `allow`.",
    bad: r#"
/// A thing that is sold.
#[derive(Table)]
#[pg(table = "products", tenant = tenant_id, index(columns("lower(name)")))]
#[pg(allow(leaky_index, reason = "shows the defect"))]
struct Product {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(max_len = 200)]
    name: String,
}
"#,
    good: r#"
/// A thing that is sold.
#[derive(Table)]
#[pg(table = "products", tenant = tenant_id, index(columns(search_name)))]
struct Product {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(max_len = 200)]
    name: String,
    #[pg(generated(stored = "lower(name)"))]
    search_name: String,
}
"#,
    catalog: Some(include_str!("../catalog/leaky_index.sql")),
    measure: None,
    check: Check::Index(check),
};

fn check(table: &TableContext<'_>, index: &Index, findings: &mut Findings) {
    // A unique index does its work whether queries use it or not.
    if !table.is_bound() || index.unique {
        return;
    }
    // These give an order, and a policy takes away from what they give.
    if matches!(index.method, IndexMethod::Hnsw | IndexMethod::Ivfflat) {
        return;
    }
    for element in &index.elements {
        let message = match element.as_column() {
            None => "has an expression in its key, which no query under row-level security uses"
                .to_owned(),
            Some(name) => {
                let Some(column) = table.table.column(name.as_str()) else {
                    continue;
                };
                let is_usable = table.kind(column).is_leakproof()
                    && matches!(
                        index.method,
                        IndexMethod::Btree | IndexMethod::Brin | IndexMethod::Hash
                    );
                if is_usable || is_helped(index, table, column) {
                    continue;
                }
                format!("no query under row-level security uses it for `{name}`")
            }
        };
        findings.part(table.table, Part::Index, &index.name, message);
        return;
    }
}

/// A column that is there for the sake of others: `tenant_id` before a tsvector in a GIN index.
fn is_helped(index: &Index, table: &TableContext<'_>, column: &Column) -> bool {
    let is_leaky = |name: &Identifier| {
        let column = table.table.column(name.as_str());
        column.is_some_and(|column| !table.kind(column).is_leakproof())
    };
    table.kind(column).is_leakproof() && index_columns(index).any(is_leaky)
}
