//! Triggers.

use pgschema::model::Trigger;
use pgschema::sql::{TriggerEvent, TriggerTiming};

use super::Subject;
use super::facts::{Facts, list};
use super::tables::{label, table_label};

/// The triggers that a partition has from its table are the table's.
const TRIGGERS: &str = "
    SELECT 'trigger ' || n.nspname || '.' || relname || '.' || tgname || ': ' || f.fact, f.value
    FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid JOIN pg_namespace n ON n.oid = relnamespace
    JOIN pg_proc p ON p.oid = tgfoid JOIN pg_namespace m ON m.oid = pronamespace,
    LATERAL (VALUES
      ('timing', CASE WHEN tgtype & 64 = 64 THEN 'instead of' WHEN tgtype & 2 = 2 THEN 'before' ELSE 'after' END),
      ('for each', CASE WHEN tgtype & 1 = 1 THEN 'row' ELSE 'statement' END),
      ('events', concat_ws(', ', CASE WHEN tgtype & 4 = 4 THEN 'insert' END,
         CASE WHEN tgtype & 16 = 16 THEN 'update' END, CASE WHEN tgtype & 8 = 8 THEN 'delete' END,
         CASE WHEN tgtype & 32 = 32 THEN 'truncate' END)),
      ('columns', (SELECT string_agg(attname, ', ' ORDER BY attname COLLATE \"C\")
          FROM unnest(tgattr) AS num JOIN pg_attribute ON attrelid = tgrelid AND attnum = num)),
      ('function', m.nspname || '.' || proname),
      ('arguments', CASE WHEN tgnargs > 0 THEN encode(tgargs, 'hex') END),
      ('condition', CASE WHEN tgqual IS NOT NULL THEN '' END),
      ('enabled', CASE tgenabled WHEN 'O' THEN NULL ELSE tgenabled::text END)
    ) AS f (fact, value)
    WHERE n.nspname = ANY ($1) AND NOT tgisinternal AND tgparentid = 0";

pub(super) fn compare(subject: &mut Subject<'_, '_>, expected: &mut Facts, actual: &mut Facts) {
    subject.read(actual, TRIGGERS);
    for table in subject.database.tables() {
        for trigger in &table.triggers {
            add(&table_label(table), trigger, expected);
            // Triggers for each row are passed on by the server, those for the statement are not.
            for partition in table.partitions.iter().filter(|_| !trigger.for_each_row) {
                add(&label(&table.name, &partition.name), trigger, expected);
            }
        }
    }
}

fn add(table: &str, trigger: &Trigger, expected: &mut Facts) {
    let name = format!("trigger {table}.{}", trigger.name.as_str());
    let mut add = |fact: &str, value: &str| expected.add(format!("{name}: {fact}"), value);
    let timing = match trigger.timing {
        TriggerTiming::Before => "before",
        TriggerTiming::After => "after",
        TriggerTiming::InsteadOf => "instead of",
    };
    add("timing", timing);
    add(
        "for each",
        if trigger.for_each_row {
            "row"
        } else {
            "statement"
        },
    );
    let has = |word: &&str| {
        trigger
            .events
            .iter()
            .any(|event| event_word(event) == *word)
    };
    add(
        "events",
        &list(
            ["insert", "update", "delete", "truncate"]
                .iter()
                .filter(|it| has(it)),
        ),
    );
    let mut columns: Vec<&str> = trigger
        .events
        .iter()
        .filter_map(|event| match event {
            TriggerEvent::Update(columns) => Some(columns),
            _ => None,
        })
        .flatten()
        .map(|column| column.as_str())
        .collect();
    columns.sort_unstable();
    if !columns.is_empty() {
        add("columns", &list(columns));
    }
    let function = &trigger.function;
    add(
        "function",
        &format!(
            "{}.{}",
            function.schema().as_str(),
            function.name().as_str()
        ),
    );
    if !trigger.arguments.is_empty() {
        // In bytes, since each argument ends with a zero byte.
        let bytes = trigger
            .arguments
            .iter()
            .flat_map(|it| it.as_str().bytes().chain([0]));
        let bytes = bytes.map(|byte| format!("{byte:02x}"));
        add("arguments", &bytes.collect::<String>());
    }
    if trigger.when.is_some() {
        add("condition", "");
    }
}

const fn event_word(event: &TriggerEvent) -> &'static str {
    match event {
        TriggerEvent::Insert => "insert",
        TriggerEvent::Update(_) => "update",
        TriggerEvent::Delete => "delete",
        TriggerEvent::Truncate => "truncate",
    }
}
