//! The columns of tables, and the sequences of identity columns.

use pgschema::define::{Compression, GeneratedKind, IdentityKind, Storage};
use pgschema::sql::Collation;

use super::Subject;
use super::facts::Facts;
use super::tables::table_label;

const COLUMNS: &str = "
    SELECT 'column ' || nspname || '.' || relname || '.' || attname || ': ' || f.fact, f.value
    FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
    JOIN (SELECT *, row_number() OVER (PARTITION BY attrelid ORDER BY attnum) AS place
          FROM pg_attribute WHERE attnum > 0 AND NOT attisdropped) AS a ON attrelid = c.oid
    LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
    LEFT JOIN pg_collation l ON l.oid = attcollation
    LEFT JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = attrelid
      AND d.refobjsubid = attnum AND d.deptype = 'i' AND d.classid = 'pg_class'::regclass
    LEFT JOIN pg_sequence s ON s.seqrelid = d.objid, LATERAL (VALUES
      ('place', place::text),
      ('type', format_type(atttypid, atttypmod)),
      ('not null', CASE WHEN attnotnull THEN '' END),
      ('default or expression', pg_get_expr(adbin, adrelid)),
      ('generated', nullif(attgenerated::text, '')),
      ('identity', nullif(attidentity::text, '')),
      ('sequence', 'from ' || seqstart || ' by ' || seqincrement),
      ('collation', collname::text),
      ('storage', attstorage::text),
      ('compression', nullif(attcompression::text, '')),
      ('comment', col_description(attrelid, attnum))
    ) AS f (fact, value)
    WHERE nspname = ANY ($1) AND relkind IN ('r', 'p') AND NOT relispartition
      AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.objid = c.oid AND e.deptype = 'e')";

pub(super) fn compare(subject: &mut Subject<'_, '_>, expected: &mut Facts, actual: &mut Facts) {
    subject.read(actual, COLUMNS);
    for table in subject.database.tables() {
        for (position, column) in table.columns.iter().enumerate() {
            let probe = subject.probe.column(table, column);
            let name = format!("column {}.{}", table_label(table), column.name.as_str());
            let mut add = |fact: &str, value: &str| expected.add(format!("{name}: {fact}"), value);
            add("place", &(position + 1).to_string());
            add("type", &probe.data_type);
            if !column.nullable {
                add("not null", "");
            }
            if let Some(expression) = &probe.expression {
                add("default or expression", expression);
            }
            if let Some(generated) = &column.generated {
                let kind = match generated.kind {
                    GeneratedKind::Stored => "s",
                    GeneratedKind::Virtual => "v",
                };
                add("generated", kind);
            }
            if let Some(identity) = &column.identity {
                let kind = match identity.kind {
                    IdentityKind::Always => "a",
                    IdentityKind::ByDefault => "d",
                };
                add("identity", kind);
                let (start, step) = (identity.start.unwrap_or(1), identity.increment.unwrap_or(1));
                add("sequence", &format!("from {start} by {step}"));
            }
            match column.collation.as_deref() {
                Some(Collation::Named(name)) => add("collation", name.as_str()),
                Some(Collation::Qualified(name)) => add("collation", name.name().as_str()),
                None => {
                    if let Some(collation) = &probe.collation {
                        add("collation", collation);
                    }
                }
            }
            let storage = match column.storage {
                Some(Storage::Plain) => "p",
                Some(Storage::External) => "e",
                Some(Storage::Extended) => "x",
                Some(Storage::Main) => "m",
                None => &probe.storage,
            };
            add("storage", storage);
            match column.compression {
                Some(Compression::Pglz) => add("compression", "p"),
                Some(Compression::Lz4) => add("compression", "l"),
                None => {}
            }
            if let Some(comment) = &column.comment {
                add("comment", comment.as_str());
            }
        }
    }
}
