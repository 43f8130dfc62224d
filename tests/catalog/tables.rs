//! Tables and their partitions.

use pgschema::model::{RowSecurity, Table};
use pgschema::sql::{Identifier, PartitionBound, QualifiedName, ToSql};

use super::Subject;
use super::facts::{Facts, list};

const TABLES: &str = "
    SELECT 'table ' || nspname || '.' || relname || ': ' || f.fact, f.value
    FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace, LATERAL (VALUES
      ('kind', CASE relkind WHEN 'p' THEN pg_get_partkeydef(c.oid) WHEN 'r' THEN 'ordinary'
               ELSE relkind::text END),
      ('persistence', relpersistence::text),
      ('owner', pg_get_userbyid(relowner)::text),
      ('row security', CASE WHEN relforcerowsecurity AND relrowsecurity THEN 'forced'
         WHEN relforcerowsecurity THEN 'forced and disabled'
         WHEN relrowsecurity THEN 'enabled' ELSE 'disabled' END),
      ('bound', pg_get_expr(relpartbound, c.oid)),
      ('partition of', (
          SELECT p.relname::text FROM pg_inherits JOIN pg_class p ON p.oid = inhparent WHERE inhrelid = c.oid)),
      ('comment', obj_description(c.oid, 'pg_class')),
      ('storage', (SELECT string_agg(option, ', ' ORDER BY option) FROM (
          SELECT unnest(c.reloptions) UNION ALL
          SELECT 'toast.' || unnest(t.reloptions) FROM pg_class t WHERE t.oid = c.reltoastrelid
        ) AS options (option)))
    ) AS f (fact, value)
    WHERE nspname = ANY ($1) AND relkind NOT IN ('i', 'I', 'S', 'v', 't', 'c')
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = c.oid AND deptype = 'e')";

pub(super) fn compare(subject: &mut Subject<'_, '_>, expected: &mut Facts, actual: &mut Facts) {
    subject.read(actual, TABLES);
    for table in subject.database.tables() {
        let kind = match &table.partition_by {
            None => "ordinary".to_owned(),
            Some(by) => {
                let strategy = format!("{:?}", by.strategy).to_uppercase();
                format!(
                    "{strategy} ({})",
                    list(by.columns.iter().map(ToSql::to_sql))
                )
            }
        };
        relation(subject, table, table.name.name(), &kind, expected);
        for partition in &table.partitions {
            relation(subject, table, &partition.name, "ordinary", expected);
            let name = label(&table.name, &partition.name);
            let parent = table.name.name().as_str();
            expected.add(format!("table {name}: partition of"), parent);
            let bound = bound(&partition.bound);
            let bound = subject.probe.bound(table, &bound);
            expected.add(format!("table {name}: bound"), bound);
        }
    }
}

/// What a table and each of its partitions have alike.
fn relation(
    subject: &Subject<'_, '_>,
    table: &Table,
    name: &Identifier,
    kind: &str,
    expected: &mut Facts,
) {
    let is_table = name == table.name.name();
    let label = label(&table.name, name);
    let mut add = |fact: &str, value: String| expected.add(format!("table {label}: {fact}"), value);
    add("kind", kind.to_owned());
    add("owner", subject.owner.clone());
    let is_partitioned = table.partition_by.is_some() && is_table;
    let unlogged = table.unlogged && !is_partitioned;
    add("persistence", if unlogged { "u" } else { "p" }.to_owned());
    let row_security = match table.row_security {
        RowSecurity::Disabled => "disabled",
        RowSecurity::Enabled => "enabled",
        RowSecurity::Forced => "forced",
    };
    add("row security", row_security.to_owned());
    if let Some(comment) = table.comment.as_ref().filter(|_| is_table) {
        add("comment", comment.as_str().to_owned());
    }
    if !table.storage.is_empty() && !is_partitioned {
        add("storage", storage(&table.storage));
    }
}

/// Storage parameters as the server keeps them.
pub(super) fn storage(parameters: &pgschema::sql::StorageParameters) -> String {
    let mut parameters: Vec<String> = parameters
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    parameters.sort();
    parameters.join(", ")
}

/// The name of a relation in facts, as it is and not as SQL writes it.
pub(super) fn label(table: &QualifiedName, name: &Identifier) -> String {
    format!("{}.{}", table.schema().as_str(), name.as_str())
}

/// A table's own name in facts.
pub(super) fn table_label(table: &Table) -> String {
    label(&table.name, table.name.name())
}

fn bound(bound: &PartitionBound) -> String {
    match bound {
        PartitionBound::Default => "DEFAULT".to_owned(),
        PartitionBound::Hash { modulus, remainder } => {
            format!("FOR VALUES WITH (modulus {modulus}, remainder {remainder})")
        }
        PartitionBound::List(values) => {
            format!("FOR VALUES IN ({})", list(values.iter().map(ToSql::to_sql)))
        }
        PartitionBound::Range { from, to } => format!(
            "FOR VALUES FROM ({}) TO ({})",
            list(from.iter().map(ToSql::to_sql)),
            list(to.iter().map(ToSql::to_sql))
        ),
    }
}
