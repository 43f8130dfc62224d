//! What the rows of a rule's query are about.

use std::collections::BTreeMap;

use super::identifier;
use crate::lint::{Object, Part, Rule};
use crate::sql::QualifiedName;
use crate::verify::VerifyError;
use crate::verify::session::Session;

/// A row: its values that aren't NULL.
pub(super) type Answer = Vec<Value>;

pub(super) struct Value {
    /// The name of the column.
    pub(super) name: String,
    /// The value; of a relation or a function, its oid.
    pub(super) text: String,
    pub(super) is_object: bool,
}

/// What an oid is.
pub(super) struct Name {
    name: QualifiedName,
    /// `pg_class.relkind`; of a function, nothing.
    kind: String,
    /// Whether it is a partition, or an index of one that its table's index has.
    is_partition: bool,
    /// Of an index, its table.
    table: Option<QualifiedName>,
}

/// Relations and functions by their oids. One of each may have the same.
#[derive(Default)]
pub(super) struct Names {
    relations: BTreeMap<String, Name>,
    functions: BTreeMap<String, Name>,
}

const RELATIONS: &str = "\
SELECT c.oid::text, n.nspname::text, c.relname::text, c.relkind::text, tn.nspname::text, t.relname::text, \
c.relispartition::text \
FROM pg_class AS c \
JOIN pg_namespace AS n ON n.oid = c.relnamespace \
LEFT JOIN pg_index AS i ON i.indexrelid = c.oid \
LEFT JOIN pg_class AS t ON t.oid = i.indrelid \
LEFT JOIN pg_namespace AS tn ON tn.oid = t.relnamespace \
WHERE c.oid = ANY ($1::text[]::oid[])";

const FUNCTIONS: &str = "\
SELECT p.oid::text, n.nspname::text, p.proname::text \
FROM pg_proc AS p \
JOIN pg_namespace AS n ON n.oid = p.pronamespace \
WHERE p.oid = ANY ($1::text[]::oid[])";

/// The names of all objects that the rows have.
pub(super) fn names<'a>(
    session: &mut Session<'_>,
    rows: impl Iterator<Item = &'a Answer>,
) -> Result<Names, VerifyError> {
    let mut relations = Vec::new();
    let mut functions = Vec::new();
    for value in rows.flatten().filter(|it| it.is_object) {
        match value.name == "function" {
            true => functions.push(value.text.as_str()),
            false => relations.push(value.text.as_str()),
        }
    }
    let mut names = Names::default();
    let rows = session.transaction.query(RELATIONS, &[&relations]);
    for row in rows.map_err(|error| session.error("the audit", error))? {
        let text = |index: usize| row.get::<_, Option<String>>(index).unwrap_or_default();
        let Some(name) = qualified(&text(1), &text(2)) else {
            continue;
        };
        let name = Name {
            name,
            kind: text(3),
            table: qualified(&text(4), &text(5)),
            is_partition: text(6) == "true",
        };
        names.relations.insert(text(0), name);
    }
    let rows = session.transaction.query(FUNCTIONS, &[&functions]);
    for row in rows.map_err(|error| session.error("the audit", error))? {
        let text = |index: usize| row.get::<_, Option<String>>(index).unwrap_or_default();
        let Some(name) = qualified(&text(1), &text(2)) else {
            continue;
        };
        let name = Name {
            name,
            kind: String::new(),
            table: None,
            is_partition: false,
        };
        names.functions.insert(text(0), name);
    }
    Ok(names)
}

fn qualified(schema: &str, name: &str) -> Option<QualifiedName> {
    QualifiedName::new(schema, name).ok()
}

/// Columns that name a part of the relation beside them.
const PARTS: [(&str, Part); 4] = [
    ("polname", Part::Policy),
    ("conname", Part::Constraint),
    ("tgname", Part::Trigger),
    ("attname", Part::Column),
];

/// Columns that name a role of which the rest is said.
const ROLES: [&str; 3] = ["role", "rolname", "grantee"];

/// What a row is about, and what else it says.
///
/// Nothing, if it is about a part of a partition that the partitioned table has: it is said once.
pub(super) fn of(rule: &Rule, row: &Answer, names: &Names) -> Option<(Object, String)> {
    if is_inherited(row, names) {
        return None;
    }
    let mut row: Vec<&Value> = row.iter().collect();
    let object = relation(&mut row, names)
        .or_else(|| function(&mut row, names))
        .or_else(|| sequence(&mut row))
        .or_else(|| named(&mut row, &["nspname"]).map(Object::Schema))
        .or_else(|| named(&mut row, &["extname", "lanname"]).map(Object::Extension))
        .or_else(|| named(&mut row, &ROLES).map(Object::Role));
    let object = object.unwrap_or(match rule.id.starts_with("OPS") {
        true => Object::Server,
        false => Object::Database,
    });
    let facts = row.iter().map(|value| fact(value, names));
    let facts: Vec<String> = facts.collect();
    Some((object, facts.join(", ")))
}

fn is_inherited(row: &Answer, names: &Names) -> bool {
    let relation = row.iter().find(|it| it.is_object && it.name != "function");
    let relation = relation.and_then(|it| names.relations.get(&it.text));
    let is_part = row
        .iter()
        .any(|it| matches!(it.name.as_str(), "conname" | "attname"));
    relation.is_some_and(|it| it.is_partition && (it.table.is_some() || is_part))
}

/// A value as people read it: `role app_runtime`.
fn fact(value: &Value, names: &Names) -> String {
    if !value.is_object {
        return format!("{} {}", value.name, value.text);
    }
    let named = match value.name == "function" {
        true => names.functions.get(&value.text),
        false => names.relations.get(&value.text),
    };
    match named {
        Some(named) => named.name.to_string(),
        None => format!("oid {}", value.text),
    }
}

/// Takes the first value whose column is one of these.
fn take<'a>(row: &mut Vec<&'a Value>, is_it: impl Fn(&Value) -> bool) -> Option<&'a Value> {
    let index = row.iter().position(|it| is_it(it))?;
    Some(row.remove(index))
}

fn named(row: &mut Vec<&Value>, columns: &[&str]) -> Option<crate::sql::Identifier> {
    let value = take(row, |it| {
        !it.is_object && columns.contains(&it.name.as_str())
    })?;
    identifier(&value.text)
}

fn relation(row: &mut Vec<&Value>, names: &Names) -> Option<Object> {
    let value = take(row, |it| it.is_object && it.name != "function")?;
    let relation = names.relations.get(&value.text)?;
    if let Some(table) = &relation.table {
        return Some(Object::Part {
            table: table.clone(),
            part: Part::Index,
            name: relation.name.name().clone(),
        });
    }
    match relation.kind.as_str() {
        "S" => return Some(Object::Sequence(relation.name.clone())),
        "v" | "m" => return Some(Object::View(relation.name.clone())),
        _ => {}
    }
    for (column, part) in PARTS {
        if let Some(name) = named(row, &[column]) {
            return Some(part_of(relation, part, name));
        }
    }
    Some(match named(row, &ROLES) {
        Some(role) => part_of(relation, Part::Grant, role),
        None => Object::Table(relation.name.clone()),
    })
}

fn part_of(relation: &Name, part: Part, name: crate::sql::Identifier) -> Object {
    Object::Part {
        table: relation.name.clone(),
        part,
        name,
    }
}

fn function(row: &mut Vec<&Value>, names: &Names) -> Option<Object> {
    let value = take(row, |it| it.is_object && it.name == "function")?;
    let function = names.functions.get(&value.text)?;
    Some(Object::Function(function.name.clone()))
}

fn sequence(row: &mut Vec<&Value>) -> Option<Object> {
    row.iter().find(|it| it.name == "sequencename")?;
    let schema = take(row, |it| it.name == "schemaname")?;
    let name = take(row, |it| it.name == "sequencename")?;
    qualified(&schema.text, &name.text).map(Object::Sequence)
}
