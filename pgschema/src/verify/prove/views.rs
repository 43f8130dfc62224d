//! What shows rows of tables without being one: views, functions with other rights, partitions.

use super::access::Access;
use super::attempts::is_interrupted;
use super::functions;
use super::interference::{Hidden, SAME, digest};
use super::lab::{Answer, Lab};
use super::rows::{Overrides, Row, World, new_values};
use super::statement;
use super::states::States;
use super::watch::{After, Watch};
use super::{Attempt, Hook, Outcome, Proof, Tried};
use crate::define::{BuiltinType, Command};
use crate::model::Table;
use crate::sql::{DataType, Identifier, QualifiedName, ToSql};
use crate::verify::VerifyError;

/// What is asked of each relation: whether it is a materialized view, the columns that the role may read, whether it may
/// delete, a column that it may change, those that it may give to a new row, and whether it may empty it.
const LISTED: &str = "\
n.nspname::text, c.relname::text, c.relkind = 'm', \
ARRAY(SELECT a.attname::text FROM pg_attribute AS a WHERE a.attrelid = c.oid AND a.attnum > 0 \
AND NOT a.attisdropped AND has_column_privilege($1::text, c.oid, a.attnum, 'SELECT') ORDER BY a.attnum), \
has_table_privilege($1::text, c.oid, 'DELETE'), \
(SELECT a.attname::text FROM pg_attribute AS a WHERE a.attrelid = c.oid AND a.attnum > 0 \
AND NOT a.attisdropped AND a.attgenerated = '' AND a.attidentity = '' AND has_column_privilege($1::text, c.oid, a.attnum, 'UPDATE') \
ORDER BY has_column_privilege($1::text, c.oid, a.attnum, 'SELECT') DESC, a.attnum LIMIT 1), \
ARRAY(SELECT a.attname::text FROM pg_attribute AS a WHERE a.attrelid = c.oid AND a.attnum > 0 \
AND NOT a.attisdropped AND has_column_privilege($1::text, c.oid, a.attnum, 'INSERT') ORDER BY a.attnum), \
c.relkind IN ('r', 'p') AND has_table_privilege($1::text, c.oid, 'TRUNCATE')";

/// Whether the role may do anything with it.
const REACHED: &str = "\
has_schema_privilege($1::text, n.oid, 'USAGE') AND (has_any_column_privilege($1::text, c.oid, 'SELECT, UPDATE, INSERT') \
OR has_table_privilege($1::text, c.oid, 'DELETE, TRUNCATE'))";

/// Of every schema but the system's: a view elsewhere shows the same rows.
const VIEWS: &str = "\
SELECT LISTED FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace \
WHERE c.relkind IN ('v', 'm') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' \
AND NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e') \
AND REACHED AND NOT n.nspname || '.' || c.relname = ANY ($2::text[]) ORDER BY 1, 2";

/// What stands beside the tables of the model: copies, logs that triggers write, children.
const OTHER_TABLES: &str = "\
SELECT LISTED FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace \
WHERE c.relkind IN ('r', 'p', 'f') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' \
AND NOT EXISTS (SELECT FROM pg_inherits AS i WHERE i.inhrelid = c.oid) \
AND NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e') \
AND NOT n.nspname || '.' || c.relname = ANY ($2::text[]) AND REACHED ORDER BY 1, 2";

const PARTITIONS: &str = "\
WITH RECURSIVE child AS ( \
  SELECT i.inhrelid FROM pg_inherits AS i JOIN pg_class AS p ON p.oid = i.inhparent \
  JOIN pg_namespace AS n ON n.oid = p.relnamespace WHERE n.nspname || '.' || p.relname = ANY ($2::text[]) \
  UNION SELECT i.inhrelid FROM pg_inherits AS i JOIN child ON i.inhparent = child.inhrelid) \
SELECT LISTED FROM child JOIN pg_class AS c ON c.oid = child.inhrelid \
JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND REACHED ORDER BY 1, 2";

/// Looks in everything that a role can read beside the tables for what only foreign rows have.
pub(super) fn look(
    lab: &mut Lab<'_, '_>,
    world: &World,
    states: &States,
    (hooks, tables): (&[Hook], &[&Table]),
    watch: &Watch,
    role: &Identifier,
    proof: &mut Proof,
) -> Result<(), VerifyError> {
    let is_owner = lab
        .database
        .profile
        .as_ref()
        .is_some_and(|it| it.owner == *role);
    if is_owner {
        return Ok(());
    }
    let hidden = hidden(lab, world, states, tables, role)?;
    if hidden.marks.is_empty() {
        return Ok(());
    }
    functions::look(lab, world, tables, role, &hidden, watch, proof)?;
    let marks: Vec<String> = hidden.marks.iter().map(|it| statement::text(it)).collect();
    let marks = format!("ARRAY[{}]", marks.join(", "));
    let (bind, _) = lab.bound_to(&world.subjects[0]);
    let before = format!("{bind} {}", lab.as_role(role));
    for (attempt, query) in [
        (Attempt::ReadThroughView, VIEWS),
        (Attempt::ReadOtherTable, OTHER_TABLES),
        (Attempt::ReadPartition, PARTITIONS),
    ] {
        for seen in objects(lab, role, query)? {
            if !seen.columns.is_empty() {
                let (statement, result) = read(lab, &seen, &before, &marks)?;
                let is_shown = result.1 == Outcome::Broken;
                let expected = "no row of another's";
                proof
                    .tried
                    .push(seen.said(role, attempt, statement, expected, result));
                if attempt == Attempt::ReadThroughView
                    && !is_shown
                    && let Some(result) = hidden.learned(lab, &seen.digest(lab, &before))?
                {
                    let attempt = Attempt::LearnOfForeign;
                    let statement = format!("SELECT * FROM {}", seen.name.to_sql());
                    proof
                        .tried
                        .push(seen.said(role, attempt, statement, SAME, result));
                }
            }
            let mut changes = seen.changes();
            changes.extend(seen.inserts(lab, world, hooks, tables, attempt)?);
            if seen.may_truncate && attempt == Attempt::ReadPartition {
                changes.push(Change::Truncate(format!("TRUNCATE {}", seen.name.to_sql())));
            }
            for change in changes {
                let result = leave(lab, &change, &before, watch)?;
                let expected = "nothing of another's changed";
                let attempt = Attempt::ChangeThroughView;
                proof
                    .tried
                    .push(seen.said(role, attempt, change.into_sql(), expected, result));
            }
        }
    }
    Ok(())
}

/// A relation that a role can do something with.
struct Seen {
    name: QualifiedName,
    /// Whether it keeps its rows until it is refreshed.
    is_kept: bool,
    columns: Vec<String>,
    may_delete: bool,
    updated: Option<String>,
    inserted: Vec<String>,
    may_truncate: bool,
}

/// A statement that changes what is in a relation.
enum Change {
    /// Rows that are there.
    Rows(String),
    /// One more row.
    Insert(String),
    /// All of them, without a look at any.
    Truncate(String),
}

impl Change {
    fn sql(&self) -> &str {
        let (Self::Rows(sql) | Self::Insert(sql) | Self::Truncate(sql)) = self;
        sql
    }

    fn into_sql(self) -> String {
        let (Self::Rows(sql) | Self::Insert(sql) | Self::Truncate(sql)) = self;
        sql
    }
}

impl Seen {
    /// The columns that can be read, as texts.
    fn columns(&self) -> String {
        let columns = self
            .columns
            .iter()
            .filter_map(|it| Identifier::new(it).ok());
        let columns: Vec<String> = columns
            .map(|it| format!("t.{}::text", it.to_sql()))
            .collect();
        columns.join(", ")
    }

    /// What a materialized view will show after its next refresh.
    fn refresh(&self, lab: &Lab<'_, '_>) -> String {
        let name = self.name.to_sql();
        match self.is_kept {
            true => format!("{} REFRESH MATERIALIZED VIEW {name};", lab.as_seeder()),
            false => String::new(),
        }
    }

    /// All that is shown, as one text.
    fn digest(&self, lab: &Lab<'_, '_>, before: &str) -> String {
        let rows = format!(
            "SELECT ROW({}) FROM {} AS t",
            self.columns(),
            self.name.to_sql()
        );
        format!("{} {before} {}", self.refresh(lab), digest(&rows))
    }

    /// Statements on all of its rows.
    fn changes(&self) -> Vec<Change> {
        let name = self.name.to_sql();
        let mut changes = Vec::new();
        if self.may_delete {
            changes.push(Change::Rows(format!("DELETE FROM {name}")));
        }
        let column = self
            .updated
            .as_ref()
            .and_then(|it| Identifier::new(it).ok());
        if let Some(column) = column {
            let column = column.to_sql();
            let update = format!("UPDATE {name} SET {column} = {column}");
            changes.push(Change::Rows(update));
        }
        changes
    }

    /// Rows of the other subject, in the columns that the role may give.
    fn inserts(
        &self,
        lab: &mut Lab<'_, '_>,
        world: &World,
        hooks: &[Hook],
        tables: &[&Table],
        attempt: Attempt,
    ) -> Result<Vec<Change>, VerifyError> {
        let mut inserts = Vec::new();
        if self.inserted.is_empty() || attempt == Attempt::ReadOtherTable {
            return Ok(inserts);
        }
        for table in tables {
            let may = |name: &Identifier| self.inserted.iter().any(|it| it == name.as_str());
            let mut whose = table.tenant.iter().chain(&table.owner);
            if !whose.any(may) {
                continue;
            }
            let new = new_values(lab, world, table, 1, 3, hooks, &Overrides::new())?;
            let Ok(mut values) = new else {
                continue;
            };
            values.retain(|(name, _)| may(name));
            let insert = statement::insert_into(&self.name, &values);
            inserts.push(Change::Insert(insert));
        }
        Ok(inserts)
    }

    fn said(
        &self,
        role: &Identifier,
        attempt: Attempt,
        statement: String,
        expected: &'static str,
        (actual, outcome): (String, Outcome),
    ) -> Tried {
        Tried {
            table: self.name.to_string(),
            role: Some(role.as_str().to_owned()),
            attempt,
            statement,
            expected,
            actual,
            outcome,
        }
    }
}

/// Looks for marks in the columns that can be read: short ones are whole values, longer ones may be parts.
fn read(
    lab: &mut Lab<'_, '_>,
    seen: &Seen,
    before: &str,
    marks: &str,
) -> Result<(String, (String, Outcome)), VerifyError> {
    let name = seen.name.to_sql();
    let query = format!(
        "SELECT count(*) FROM {name} AS t WHERE EXISTS (SELECT FROM unnest({marks}) AS m (m), unnest(ARRAY[{}]) AS v (v) \
         WHERE v = m OR length(m) >= 12 AND strpos(v, m) > 0)",
        seen.columns(),
    );
    let refresh = seen.refresh(lab);
    let mut answer = lab.attempt(&format!("{refresh} {before} {query}"))?;
    // Who may not refresh it looks at it as it is.
    if seen.is_kept && matches!(answer, Answer::Refused { .. }) {
        answer = lab.attempt(&format!("{before} {query}"))?;
    }
    let result = match answer {
        Answer::Done { value, .. } => match value.as_deref() {
            None | Some("0") => ("no row".to_owned(), Outcome::Held),
            Some(count) => (format!("{count} rows of others"), Outcome::Broken),
        },
        Answer::Refused { state, message, .. } => refused(&state, &message),
    };
    Ok((format!("SELECT * FROM {name}"), result))
}

/// Whether a statement leaves the foreign rows as they are.
fn leave(
    lab: &mut Lab<'_, '_>,
    change: &Change,
    before: &str,
    watch: &Watch,
) -> Result<(String, Outcome), VerifyError> {
    // Foreign keys would end it before the policies do.
    let replica = match lab.is_superuser {
        true => "SET LOCAL session_replication_role = replica;",
        false => "",
    };
    let statements = format!("{replica} {before} {}", change.sql());
    Ok(match (change, watch.after(lab, &statements)?) {
        // A partition may have none of the rows, and yet is nobody's to empty.
        (Change::Truncate(_), After::Untouched | After::Changed) => {
            ("emptied".to_owned(), Outcome::Broken)
        }
        // The policies have let the row through, and it belongs to another partition.
        (Change::Insert(_), After::Refused { state, message }) if state == "23514" => {
            (format!("{message} ({state})"), Outcome::Broken)
        }
        (_, after) => after.said(),
    })
}

/// What a refusal says: a right that isn't there, or nothing.
pub(super) fn refused(state: &str, message: &str) -> (String, Outcome) {
    let outcome = match is_interrupted(state) {
        true => Outcome::Unproven,
        false => Outcome::Held,
    };
    (format!("{message} ({state})"), outcome)
}

fn objects(
    lab: &mut Lab<'_, '_>,
    role: &Identifier,
    query: &str,
) -> Result<Vec<Seen>, VerifyError> {
    let query = query.replace("LISTED", LISTED).replace("REACHED", REACHED);
    let known = statement::in_catalog(lab.database.tables());
    let rows = lab
        .session
        .transaction
        .query(&query, &[&role.as_str(), &known]);
    let rows = rows.map_err(|error| lab.session.error("the proof", error))?;
    let names = rows.iter().filter_map(|row| {
        let (schema, name): (String, String) = (row.get(0), row.get(1));
        Some(Seen {
            name: QualifiedName::new(schema, name).ok()?,
            is_kept: row.get(2),
            columns: row.get(3),
            may_delete: row.get(4),
            updated: row.get(5),
            inserted: row.get(6),
            may_truncate: row.get(7),
        })
    });
    Ok(names.collect())
}

/// The rows that the role must not see, and the texts that stand in them and nowhere else.
fn hidden(
    lab: &mut Lab<'_, '_>,
    world: &World,
    states: &States,
    tables: &[&Table],
    role: &Identifier,
) -> Result<Hidden, VerifyError> {
    let (mut hidden, mut open) = (Hidden::default(), Vec::new());
    for table in tables {
        let Some([own, foreign]) = world.rows.get(&table.name) else {
            continue;
        };
        let access = Access {
            database: lab.database,
            table,
            role,
        };
        let others = states.of.get(&table.name).into_iter().flatten();
        let others = others.map(|it| &it.row).chain([foreign]);
        for other in others {
            let reaches = access.reaches(lab, Command::Select, other, &world.subjects[0])?;
            let marks = all_marks(world, table, own, other);
            match reaches == Ok(false) {
                true => {
                    hidden.add(table, own, other);
                    hidden.marks.extend(marks);
                }
                false => open.extend(marks),
            }
        }
    }
    // What stands in a row that may be seen, as the tenant of shared rows does, marks nothing.
    hidden.marks.retain(|it| !open.contains(it));
    hidden.marks.sort();
    hidden.marks.dedup();
    Ok(hidden)
}

/// A value of the key, or the tenant, that the own row hasn't got.
pub(super) fn mark(table: &Table, own: &Row, foreign: &Row) -> Option<String> {
    let columns = table.tenant.iter().chain(table.primary_key());
    let values = columns
        .filter(|it| own.get(it) != foreign.get(it))
        .filter_map(|it| foreign.get(it));
    values.filter(|it| it.len() >= 12).max_by_key(String::len)
}

/// Every value that only the foreign row has: its UUIDs, and the texts that were made for it.
fn all_marks(world: &World, table: &Table, own: &Row, foreign: &Row) -> Vec<String> {
    // The seeds of all values begin with the same digits.
    let made = format!("{:x}", world.subjects[1].seed >> 24);
    let is_made = |value: &String| value.len() >= 12 && value.contains(&made);
    let columns = table.columns.iter().filter_map(|column| {
        let value = foreign.get(&column.name)?;
        let is_uuid = column.data_type == DataType::Builtin(BuiltinType::Uuid);
        let is_other = own.get(&column.name).as_ref() != Some(&value);
        // A number is one only of whom it names, and only if it is long enough to be nobody else's.
        let names = world.columns.kind(table, &column.name).is_some()
            || table.primary_key().contains(&column.name);
        let is_number = names && value.len() >= 6 && value.bytes().all(|it| it.is_ascii_digit());
        (is_other && (is_uuid || is_number || is_made(&value))).then_some(value)
    });
    columns.chain(mark(table, own, foreign)).collect()
}
