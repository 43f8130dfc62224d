//! The constraints of tables.

use pgschema::Version;
use pgschema::define::{Deferrability, Match};
use pgschema::model::{Constraint, Table};
use pgschema::sql::{ConstraintKind, ForeignKey, Identifier, ReferentialAction};

use super::facts::{Facts, list};
use super::tables::{label, table_label};
use super::{Subject, indexes};

/// `$later` is what 15 added. Constraints that a partition has from its table are the table's.
const CONSTRAINTS: &str = "
    SELECT 'constraint ' || n.nspname || '.' || c.relname || '.' || conname || ': ' || f.fact, f.value
    FROM pg_constraint k JOIN pg_class c ON c.oid = conrelid
    JOIN pg_namespace n ON n.oid = relnamespace
    LEFT JOIN pg_index i ON i.indexrelid = conindid AND contype IN ('p', 'u', 'x')
    LEFT JOIN pg_class r ON r.oid = confrelid LEFT JOIN pg_namespace m ON m.oid = r.relnamespace,
    LATERAL (VALUES
      ('type', contype::text),
      ('columns', CASE WHEN contype IN ('p', 'u', 'f') THEN (
          SELECT string_agg(attname, ', ' ORDER BY place) FROM unnest(conkey) WITH ORDINALITY AS u (num, place)
          JOIN pg_attribute ON attrelid = conrelid AND attnum = num) END),
      ('include', CASE WHEN contype = 'u' THEN (
          SELECT string_agg(attname, ', ' ORDER BY place) FROM unnest(indkey) WITH ORDINALITY AS u (num, place)
          JOIN pg_attribute ON attrelid = conrelid AND attnum = num WHERE place > indnkeyatts) END),
      ('refers to', m.nspname || '.' || r.relname || ' (' || (
          SELECT string_agg(attname, ', ' ORDER BY place) FROM unnest(confkey) WITH ORDINALITY AS u (num, place)
          JOIN pg_attribute ON attrelid = confrelid AND attnum = num) || ')'),
      ('on delete', CASE WHEN contype = 'f' THEN confdeltype::text END),
      ('on update', CASE WHEN contype = 'f' THEN confupdtype::text END),
      ('match', CASE WHEN contype = 'f' THEN confmatchtype::text END),
      ('deferrable', CASE WHEN condeferred THEN 'initially deferred' WHEN condeferrable THEN 'yes' END),
      ('not valid', CASE WHEN NOT convalidated THEN '' END),
      ('expression', CASE WHEN contype = 'c' THEN pg_get_expr(conbin, conrelid) END),
      ('key', CASE WHEN contype = 'x' THEN (
          SELECT string_agg(coalesce((SELECT attname FROM pg_attribute
                     WHERE attrelid = conrelid AND attnum = indkey[place - 1] AND attnum > 0),
                   pg_get_indexdef(indexrelid, place::int, false)) || ' with ' || oprname, ', ' ORDER BY place)
          FROM unnest(conexclop) WITH ORDINALITY AS u (num, place) JOIN pg_operator o ON o.oid = num) END),
      ('method', CASE WHEN contype = 'x' THEN (
          SELECT amname::text FROM pg_class x JOIN pg_am a ON a.oid = x.relam WHERE x.oid = conindid) END),
      ('predicate', CASE WHEN contype = 'x' THEN pg_get_expr(indpred, indrelid) END)
      $later
    ) AS f (fact, value)
    WHERE n.nspname = ANY ($1) AND conparentid = 0 AND contype IN ('p', 'u', 'c', 'f', 'x')
      AND (NOT c.relispartition OR conislocal)";

const LATER: &str = "
      , ('nulls not distinct', CASE WHEN contype = 'u' AND indnullsnotdistinct THEN '' END)
      , ('on delete columns', (
          SELECT string_agg(attname, ', ' ORDER BY place) FROM unnest(confdelsetcols) WITH ORDINALITY AS u (num, place)
          JOIN pg_attribute ON attrelid = conrelid AND attnum = num))";

pub(super) fn compare(subject: &mut Subject<'_, '_>, expected: &mut Facts, actual: &mut Facts) {
    let later = if subject.version >= Version::V15 {
        LATER
    } else {
        ""
    };
    subject.read(actual, &CONSTRAINTS.replace("$later", later));
    for table in subject.database.tables() {
        for constraint in &table.constraints {
            add(subject, table, constraint, expected);
        }
    }
}

fn add(
    subject: &mut Subject<'_, '_>,
    table: &Table,
    constraint: &Constraint,
    expected: &mut Facts,
) {
    let name = format!(
        "constraint {}.{}",
        table_label(table),
        constraint.name.as_str()
    );
    let mut add = |fact: &str, value: &str| expected.add(format!("{name}: {fact}"), value);
    match constraint.deferrability {
        Deferrability::NotDeferrable => {}
        Deferrability::InitiallyImmediate => add("deferrable", "yes"),
        Deferrability::InitiallyDeferred => add("deferrable", "initially deferred"),
    }
    match &constraint.kind {
        ConstraintKind::PrimaryKey { columns } => {
            add("type", "p");
            add("columns", &names(columns));
        }
        ConstraintKind::Unique {
            columns,
            include,
            nulls_not_distinct,
        } => {
            add("type", "u");
            add("columns", &names(columns));
            if !include.is_empty() {
                add("include", &names(include));
            }
            if *nulls_not_distinct {
                add("nulls not distinct", "");
            }
        }
        ConstraintKind::Check(expression) => {
            add("type", "c");
            add("expression", &subject.probe.condition(table, expression));
        }
        ConstraintKind::ForeignKey(key) => {
            add("type", "f");
            foreign_key(key, &mut add);
        }
        ConstraintKind::Exclude {
            method,
            elements,
            predicate,
        } => {
            add("type", "x");
            add("method", indexes::method(*method));
            let elements = elements.iter().map(|(element, operator)| {
                let key = indexes::key(subject, table, element);
                format!("{key} with {}", operator.as_str())
            });
            add("key", &list(elements.collect::<Vec<_>>()));
            if let Some(predicate) = predicate {
                add("predicate", &subject.probe.condition(table, predicate));
            }
        }
    }
}

fn foreign_key(key: &ForeignKey, add: &mut impl FnMut(&str, &str)) {
    add("columns", &names(&key.columns));
    let table = label(&key.references, key.references.name());
    add(
        "refers to",
        &format!("{table} ({})", names(&key.referenced_columns)),
    );
    let (on_delete, columns) = action(&key.on_delete);
    add("on delete", on_delete);
    if !columns.is_empty() {
        add("on delete columns", &names(columns));
    }
    add("on update", action(&key.on_update).0);
    let match_type = match key.match_type {
        Match::Simple => "s",
        Match::Full => "f",
    };
    add("match", match_type);
}

fn action(action: &ReferentialAction) -> (&'static str, &[Identifier]) {
    match action {
        ReferentialAction::NoAction => ("a", &[]),
        ReferentialAction::Restrict => ("r", &[]),
        ReferentialAction::Cascade => ("c", &[]),
        ReferentialAction::SetNull(columns) => ("n", columns),
        ReferentialAction::SetDefault(columns) => ("d", columns),
    }
}

fn names(columns: &[Identifier]) -> String {
    list(columns.iter().map(Identifier::as_str))
}
