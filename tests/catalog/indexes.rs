//! Indexes, beside those that constraints have.

use pgschema::Version;
use pgschema::define::IndexMethod;
use pgschema::model::Table;
use pgschema::sql::{Identifier, IndexElement};
use serde_json::Value;

use super::Subject;
use super::facts::{Facts, list};
use super::tables::{label, storage, table_label};

/// `$nulls` is what 15 added. The indexes that a partition has from its table are the table's.
const INDEXES: &str = "
    SELECT 'index ' || nspname || '.' || x.relname || ': ' || f.fact, f.value
    FROM pg_index i JOIN pg_class x ON x.oid = indexrelid JOIN pg_class c ON c.oid = indrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_am m ON m.oid = x.relam,
    LATERAL (VALUES
      ('table', c.relname::text),
      ('method', amname::text),
      ('unique', CASE WHEN indisunique THEN '' END),
      ('nulls not distinct', CASE WHEN $nulls THEN '' END),
      ('valid', CASE WHEN NOT indisvalid THEN 'no' END),
      ('key', (
          SELECT string_agg(concat_ws(' ',
            coalesce(attname, pg_get_indexdef(indexrelid, place, false)),
            CASE WHEN indoption[place - 1] & 1 = 1 THEN 'desc' END,
            CASE WHEN (indoption[place - 1] & 2 = 2) <> (indoption[place - 1] & 1 = 1)
              THEN CASE WHEN indoption[place - 1] & 2 = 2 THEN 'nulls first' ELSE 'nulls last' END END,
            CASE WHEN NOT opcdefault THEN opcname END,
            CASE WHEN indcollation[place - 1] NOT IN (0, coalesce(attcollation, 100))
              THEN (SELECT collname FROM pg_collation WHERE oid = indcollation[place - 1]) END),
            ', ' ORDER BY place)
          FROM generate_series(1, indnkeyatts) AS place JOIN pg_opclass o ON o.oid = indclass[place - 1]
          LEFT JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[place - 1] AND attnum > 0)),
      ('include', (
          SELECT string_agg(attname, ', ' ORDER BY place)
          FROM generate_series(indnkeyatts + 1, indnatts) AS place
          JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[place - 1])),
      ('predicate', pg_get_expr(indpred, indrelid)),
      ('storage', (SELECT string_agg(option, ', ' ORDER BY option) FROM unnest(x.reloptions) AS option))
    ) AS f (fact, value)
    WHERE nspname = ANY ($1)
      AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u', 'x'))
      AND NOT EXISTS (SELECT FROM pg_inherits WHERE inhrelid = indexrelid)
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = c.oid AND deptype = 'e')";

pub(super) fn compare(subject: &mut Subject<'_, '_>, expected: &mut Facts, actual: &mut Facts) {
    let nulls = if subject.version >= Version::V15 {
        "indnullsnotdistinct"
    } else {
        "false"
    };
    subject.read(actual, &INDEXES.replace("$nulls", nulls));
    for table in subject.database.tables() {
        for index in &table.indexes {
            let name = format!("index {}", label(&table.name, &index.name));
            let mut add = |fact: &str, value: &str| expected.add(format!("{name}: {fact}"), value);
            let on = table_label(table);
            add("table", on.split_once('.').map_or("", |(_, name)| name));
            add("method", method(index.method));
            if index.unique {
                add("unique", "");
            }
            if index.nulls_not_distinct {
                add("nulls not distinct", "");
            }
            let mut keys = Vec::new();
            for element in &index.elements {
                keys.push(key(subject, table, element) + &options(element));
            }
            add("key", &list(keys));
            if !index.include.is_empty() {
                add(
                    "include",
                    &list(index.include.iter().map(Identifier::as_str)),
                );
            }
            if let Some(predicate) = &index.predicate {
                add("predicate", &subject.probe.condition(table, predicate));
            }
            if !index.storage.is_empty() {
                add("storage", &storage(&index.storage));
            }
        }
    }
}

/// A column, or an expression as the server prints it.
pub(super) fn key(subject: &mut Subject<'_, '_>, table: &Table, element: &IndexElement) -> String {
    match (element.as_column(), element.as_expression()) {
        (Some(column), _) => column.as_str().to_owned(),
        (None, Some(expression)) => subject.probe.index_key(table, expression),
        (None, None) => unreachable!("an element is a column or an expression"),
    }
}

/// What is said of an element beside its key; the snapshot has it all by name.
fn options(element: &IndexElement) -> String {
    let element = serde_json::to_value(element).unwrap();
    let word = |key: &str| element.get(key).and_then(Value::as_str);
    // A name that is qualified is an object with the name in it.
    let name = |key: &str| {
        let value = element.get(key)?;
        let name = value
            .get("named")
            .or_else(|| value.pointer("/qualified/name"));
        name.and_then(Value::as_str)
    };
    let descending = word("order") == Some("desc");
    let nulls = match word("nulls") {
        Some("first") if !descending => Some("nulls first"),
        Some("last") if descending => Some("nulls last"),
        _ => None,
    };
    let words = [
        descending.then_some("desc"),
        nulls,
        name("operator_class"),
        name("collation"),
    ];
    words
        .into_iter()
        .flatten()
        .map(|word| format!(" {word}"))
        .collect()
}

pub(super) const fn method(method: IndexMethod) -> &'static str {
    match method {
        IndexMethod::Btree => "btree",
        IndexMethod::Hash => "hash",
        IndexMethod::Gin => "gin",
        IndexMethod::Gist => "gist",
        IndexMethod::Spgist => "spgist",
        IndexMethod::Brin => "brin",
        IndexMethod::Hnsw => "hnsw",
        IndexMethod::Ivfflat => "ivfflat",
    }
}
