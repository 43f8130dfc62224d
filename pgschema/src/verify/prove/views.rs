//! What shows rows of tables without being one: views, functions with other rights, partitions.

use super::access::Access;
use super::lab::{Answer, Lab};
use super::rows::{Row, World};
use super::statement::{self, set_role};
use super::{Attempt, Outcome, Tried};
use crate::define::Command;
use crate::model::Table;
use crate::sql::{Identifier, QualifiedName, ToSql};
use crate::verify::VerifyError;

const VIEWS: &str = "\
SELECT n.nspname::text, c.relname::text FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace \
WHERE c.relkind IN ('v', 'm') AND n.nspname = ANY ($2::text[]) \
AND has_schema_privilege($1::text, n.oid, 'USAGE') AND has_any_column_privilege($1::text, c.oid, 'SELECT') \
ORDER BY 1, 2";

const FUNCTIONS: &str = "\
SELECT n.nspname::text, p.proname::text FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace \
WHERE p.prosecdef AND p.prokind = 'f' AND p.pronargs = p.pronargdefaults AND n.nspname = ANY ($2::text[]) \
AND p.prorettype NOT IN ('trigger'::regtype, 'event_trigger'::regtype, 'void'::regtype) \
AND has_schema_privilege($1::text, n.oid, 'USAGE') AND has_function_privilege($1::text, p.oid, 'EXECUTE') \
ORDER BY 1, 2";

const PARTITIONS: &str = "\
WITH RECURSIVE child AS ( \
  SELECT i.inhrelid FROM pg_inherits AS i JOIN pg_class AS p ON p.oid = i.inhparent \
  JOIN pg_namespace AS n ON n.oid = p.relnamespace WHERE n.nspname = ANY ($2::text[]) \
  UNION SELECT i.inhrelid FROM pg_inherits AS i JOIN child ON i.inhparent = child.inhrelid) \
SELECT n.nspname::text, c.relname::text FROM child JOIN pg_class AS c ON c.oid = child.inhrelid \
JOIN pg_namespace AS n ON n.oid = c.relnamespace \
WHERE c.relkind IN ('r', 'p') AND has_schema_privilege($1::text, n.oid, 'USAGE') \
AND has_any_column_privilege($1::text, c.oid, 'SELECT') ORDER BY 1, 2";

/// Looks in everything that a role can read beside the tables for what only foreign rows have.
pub(super) fn look(
    lab: &mut Lab<'_, '_>,
    world: &World,
    tables: &[&Table],
    role: &Identifier,
    tried: &mut Vec<Tried>,
) -> Result<(), VerifyError> {
    let is_owner = lab
        .database
        .profile
        .as_ref()
        .is_some_and(|it| it.owner == *role);
    if is_owner {
        return Ok(());
    }
    let marks = marks(lab, world, tables, role)?;
    if marks.is_empty() {
        return Ok(());
    }
    let marks: Vec<String> = marks.iter().map(|it| statement::text(it)).collect();
    let marks = format!("ARRAY[{}]", marks.join(", "));
    let (bind, _) = lab.bound_to(&world.subjects[0]);
    let before = format!("{bind} {}", set_role(role.as_str()));
    for (attempt, query, call) in [
        (Attempt::ReadThroughView, VIEWS, ""),
        (Attempt::ReadThroughFunction, FUNCTIONS, "()"),
        (Attempt::ReadPartition, PARTITIONS, ""),
    ] {
        for name in objects(lab, role, query)? {
            let select = format!(
                "SELECT count(*) FROM {}{call} AS t WHERE EXISTS (SELECT FROM unnest({marks}) AS m (m) \
                 WHERE strpos(t::text, m) > 0)",
                name.to_sql(),
            );
            let (actual, outcome) = match lab.attempt(&format!("{before} {select}"))? {
                Answer::Done { value, .. } => match value.as_deref() {
                    None | Some("0") => ("no row".to_owned(), Outcome::Held),
                    Some(count) => (format!("{count} rows of others"), Outcome::Broken),
                },
                Answer::Refused { state, message, .. } => {
                    (format!("{message} ({state})"), Outcome::Held)
                }
            };
            tried.push(Tried {
                table: name.to_string(),
                role: Some(role.as_str().to_owned()),
                attempt,
                statement: format!("SELECT * FROM {}{call}", name.to_sql()),
                expected: "no row of another's",
                actual,
                outcome,
            });
        }
    }
    Ok(())
}

fn objects(
    lab: &mut Lab<'_, '_>,
    role: &Identifier,
    query: &str,
) -> Result<Vec<QualifiedName>, VerifyError> {
    let schemas = lab.schemas();
    let rows = lab
        .session
        .transaction
        .query(query, &[&role.as_str(), &schemas]);
    let rows = rows.map_err(|error| lab.session.error("the proof", error))?;
    let names = rows.iter().filter_map(|row| {
        let (schema, name): (String, String) = (row.get(0), row.get(1));
        QualifiedName::new(schema, name).ok()
    });
    Ok(names.collect())
}

/// Texts that stand in rows which the role must not see, and nowhere else.
fn marks(
    lab: &mut Lab<'_, '_>,
    world: &World,
    tables: &[&Table],
    role: &Identifier,
) -> Result<Vec<String>, VerifyError> {
    let mut marks = Vec::new();
    for table in tables {
        let Some([own, foreign]) = world.rows.get(&table.name) else {
            continue;
        };
        let access = Access {
            database: lab.database,
            table,
            role,
        };
        let reaches = access.reaches(lab, Command::Select, foreign, &world.subjects[0])?;
        if reaches == Ok(false)
            && let Some(mark) = mark(table, own, foreign)
        {
            marks.push(mark);
        }
    }
    marks.sort();
    marks.dedup();
    Ok(marks)
}

/// A value of the key, or the tenant, that the own row hasn't got.
pub(super) fn mark(table: &Table, own: &Row, foreign: &Row) -> Option<String> {
    let columns = table.tenant.iter().chain(table.primary_key());
    let values = columns
        .filter(|it| own.get(it) != foreign.get(it))
        .filter_map(|it| foreign.get(it));
    values.filter(|it| it.len() >= 12).max_by_key(String::len)
}
