use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::{Findings, part_of};
use crate::lint::{Part, Rule, Severity};
use crate::model::{Constraint, TableKind};
use crate::sql::Identifier;

pub(crate) static UNINDEXED_FOREIGN_KEY: Rule = Rule {
    id: "KEY002",
    name: "unindexed_foreign_key",
    severity: Severity::Warning,
    title: "a foreign key without an index",
    why: "Each DELETE of a referenced row, and each change of its key, reads the whole \
          referencing table while it holds its locks.",
    fix: "A hardened database adds the index, unless `allow(unindexed_foreign_key)` or \
          `without(Measure::Indexes)` keeps it from that.",
    bad: r#"
/// A person.
#[derive(Table)]
#[pg(table = "people", tenant = tenant_id)]
struct Person {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
}

/// A note.
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id)]
struct Note {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(references(Person::id), allow(unindexed_foreign_key, reason = "people are never removed"))]
    author_id: Uuid,
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
}

/// A note.
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id)]
struct Note {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(references(Person::id))]
    author_id: Uuid,
}
"#,
    catalog: Some(include_str!("../catalog/unindexed_foreign_key.sql")),
    measure: Some(crate::Measure::Indexes),
    check: Check::Constraint(check),
};

fn check(table: &TableContext<'_>, constraint: &Constraint, findings: &mut Findings) {
    let Some(key) = constraint.foreign_key() else {
        return;
    };
    // The values of an enum are neither removed nor changed.
    let target = table.context.database.table(&key.references);
    if target.is_some_and(|target| target.kind == TableKind::Lookup) {
        return;
    }
    let is_led = table.leading().any(|index| {
        let head = index.iter().take(key.columns.len());
        let has_all = key
            .columns
            .iter()
            .all(|column| head.clone().any(|it| *it == column));
        let is_within = index.iter().all(|column| key.columns.contains(column));
        has_all || (is_within && !index.is_empty() && is_unique(table, &index))
    });
    if !is_led {
        let columns: Vec<&str> = key.columns.iter().map(Identifier::as_str).collect();
        let message = format!("no index begins with {}", columns.join(", "));
        let fix = format!("`#[pg(index(columns({})))]`", columns.join(", "));
        let object = part_of(table.table, Part::Constraint, &constraint.name);
        findings.add_with_fix(object, message, fix);
    }
}

/// Whether the columns are a unique key, which finds one row at most.
fn is_unique(table: &TableContext<'_>, columns: &[&Identifier]) -> bool {
    let constraints = table.table.constraints.iter();
    constraints
        .filter_map(|it| it.unique_columns())
        .any(|key| key.iter().eq(columns.iter().copied()))
}
