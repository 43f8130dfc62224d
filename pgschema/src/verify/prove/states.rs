//! Rows of the other tenant in other states: what lets rows of one state through shows itself only where
//! there is such a row.

use std::collections::{BTreeMap, BTreeSet};
use std::mem;

use pgschema_syntax::token::{TokenKind, tokens};

use super::Hook;
use super::lab::Lab;
use super::rows::{Overrides, Row, World, is_servers, keep_row, new_values};
use super::statement::{self, Value};
use super::values::{Hints, candidates};
use crate::define::BuiltinType;
use crate::model::{Column, Database, Table, TableKind};
use crate::sql::{DataType, Identifier, Literal, QualifiedName, ToSql};
use crate::verify::VerifyError;

/// How many states of a table are tried.
const MOST: usize = 16;

/// A row of the other tenant that differs from its first one.
pub(super) struct State {
    pub(super) row: Row,
    /// `kind = 'archived'`.
    pub(super) what: String,
}

/// The states of the tables, and the settings that policies and functions read beside those of the profile.
pub(super) struct States {
    pub(super) of: BTreeMap<QualifiedName, Vec<State>>,
    /// Names, each with a value.
    pub(super) settings: Vec<(String, String)>,
}

/// What a server's policies and functions say.
const POLICIES: &str = "\
SELECT schemaname::text, tablename::text, concat_ws(' ', qual, with_check) FROM pg_policies WHERE schemaname = ANY ($1::text[])";

const FUNCTIONS: &str = "\
SELECT coalesce(pg_catalog.pg_get_function_sqlbody(p.oid), p.prosrc) FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace \
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND p.prokind = 'f' \
AND NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e') \
AND p.prolang IN (SELECT l.oid FROM pg_language AS l WHERE l.lanname IN ('sql', 'plpgsql')) ORDER BY p.oid";

/// The server's own settings of texts that every role may make, but for those that say where names are looked for and
/// who the role is.
const SETTINGS: &str = "\
SELECT name FROM pg_settings WHERE context = 'user' AND vartype = 'string' \
AND name NOT IN ('search_path', 'role', 'session_authorization')";

/// Makes the rows, and keeps them until all is rolled back.
pub(super) fn make(
    lab: &mut Lab<'_, '_>,
    world: &World,
    tables: &[&Table],
    hooks: &[Hook],
) -> Result<States, VerifyError> {
    let schemas = lab.schemas();
    let policies = lab.session.transaction.query(POLICIES, &[&schemas]);
    let policies = policies.map_err(|error| lab.session.error("the proof", error))?;
    let functions = lab.session.transaction.query(FUNCTIONS, &[]);
    let functions = functions.map_err(|error| lab.session.error("the proof", error))?;
    let mut texts: BTreeMap<(String, String), String> = BTreeMap::new();
    let mut all: Vec<String> = functions.iter().map(|row| row.get(0)).collect();
    for row in policies {
        let text: String = row.get(2);
        let of_table = texts.entry((row.get(0), row.get(1))).or_default();
        *of_table += &format!("{text} ");
        all.push(text);
    }
    let mut of = BTreeMap::new();
    for table in tables {
        if table.kind == TableKind::Lookup || !world.rows.contains_key(&table.name) {
            continue;
        }
        let (schema, name) = (table.name.schema().as_str(), table.name.name().as_str());
        let text = texts.get(&(schema.to_owned(), name.to_owned()));
        let states = of_table(lab, world, table, hooks, text.map_or("", String::as_str))?;
        of.insert(table.name.clone(), states);
    }
    let settings = settings(lab, world, &all)?;
    Ok(States { of, settings })
}

fn of_table(
    lab: &mut Lab<'_, '_>,
    world: &World,
    table: &Table,
    hooks: &[Hook],
    policies: &str,
) -> Result<Vec<State>, VerifyError> {
    let mut states = Vec::new();
    let Some([_, foreign]) = world.rows.get(&table.name) else {
        return Ok(states);
    };
    let mut turn = 4;
    for column in &table.columns {
        let is_given = hooks
            .iter()
            .any(|it| it.table == table.name.to_string() && it.column == column.name.as_str());
        if is_given || is_fixed(lab, world, table, column) {
            continue;
        }
        for value in values(lab, table, column, policies) {
            if value == foreign.get(&column.name) || states.len() == MOST {
                continue;
            }
            turn += 1;
            let overrides = Overrides::from([(column.name.clone(), value.clone())]);
            let new = new_values(lab, world, table, 1, turn, hooks, &overrides)?;
            let Ok(new) = new else {
                continue;
            };
            // A value that isn't of the type, or that a constraint refuses, is no state.
            if let Ok(row) = keep_row(lab, table, &new)? {
                let name = column.name.to_sql();
                let what = match value {
                    Some(value) => format!("{name} = {}", statement::text(&value)),
                    None => format!("{name} IS NULL"),
                };
                states.push(State { row, what });
            }
        }
    }
    Ok(states)
}

/// Whether a column says whose the row is, or which one, or to what it refers: no state.
fn is_fixed(lab: &Lab<'_, '_>, world: &World, table: &Table, column: &Column) -> bool {
    let refers = table
        .constraints
        .iter()
        .filter_map(|it| it.foreign_key())
        .any(|key| {
            let target = lab.database.table(&key.references);
            key.columns.contains(&column.name)
                && target.is_none_or(|it| it.kind != TableKind::Lookup)
        });
    refers
        || is_servers(column)
        || table.primary_key().contains(&column.name)
        || world.columns.kind(table, &column.name).is_some()
}

/// The states of a column: all of what has few values, there and not there, and what the policies
/// compare it with.
fn values(lab: &Lab<'_, '_>, table: &Table, column: &Column, policies: &str) -> Vec<Value> {
    let mut hints = Hints::of(table, &column.name);
    let mut values: Vec<Value> = Vec::new();
    let mut from_policies = Hints::default();
    if names(policies, &column.name) {
        from_policies.read_sql(policies);
        values.extend(from_policies.texts.iter().cloned().map(Some));
        let numbers = from_policies.numbers.iter();
        // `number > 5` is true of what is beyond it.
        let numbers = numbers.flat_map(|it| [*it, it.saturating_add(1), it.saturating_sub(1)]);
        values.extend(numbers.map(|it| Some(it.to_string())));
    }
    let data_type = base_type(lab.database, &column.data_type);
    let all = candidates(lab.database, data_type, &hints, 1);
    let few = match data_type {
        DataType::Builtin(BuiltinType::Boolean) => all.clone(),
        DataType::Named(named) if lab.database.enums().iter().any(|it| it.name == named.name) => {
            all.clone()
        }
        // `CHECK (kind IN ('a', 'b'))`.
        DataType::Builtin(BuiltinType::Text | BuiltinType::Varchar(_)) => {
            mem::take(&mut hints.texts).into_iter().map(Some).collect()
        }
        DataType::Builtin(
            BuiltinType::Timestamp | BuiltinType::TimestampTz | BuiltinType::Date,
        ) if names(policies, &column.name) => all.clone(),
        _ => Vec::new(),
    };
    values.extend(few.into_iter().take(6));
    values.extend(looked_up(lab, table, column).take(6));
    if column.nullable {
        values.push(None);
        values.extend(all.into_iter().next());
    }
    let mut seen = BTreeSet::new();
    values.retain(|it| seen.insert(it.clone()));
    values
}

/// The keys of the lookup table that a column refers to.
fn looked_up<'d>(
    lab: &Lab<'d, '_>,
    table: &Table,
    column: &Column,
) -> impl Iterator<Item = Value> + use<'d> {
    let keys = table.constraints.iter().filter_map(|it| it.foreign_key());
    let mut keys = keys.filter(|key| key.columns == [column.name.clone()]);
    let target = keys.find_map(|key| lab.database.table(&key.references));
    let target = target.filter(|it| it.kind == TableKind::Lookup);
    let rows = target.into_iter().flat_map(|it| &it.rows);
    rows.filter_map(|row| match row.first()? {
        Literal::Text(text) => Some(Some(text.as_str().to_owned())),
        Literal::Integer(number) => Some(Some(number.to_string())),
        _ => None,
    })
}

/// What a domain is of.
fn base_type<'d>(database: &'d Database, data_type: &'d DataType) -> &'d DataType {
    match data_type {
        DataType::Named(named) => {
            let domain = database.domains().iter().find(|it| it.name == named.name);
            domain.map_or(data_type, |it| base_type(database, &it.base))
        }
        _ => data_type,
    }
}

/// Whether an expression, as the server writes it, names a column.
fn names(text: &str, column: &Identifier) -> bool {
    tokens(text).flatten().any(|token| match token.kind {
        TokenKind::Identifier => token.text == column.as_str(),
        TokenKind::QuotedIdentifier => token.text == column.to_sql(),
        _ => false,
    })
}

/// The settings that a text asks for, with the texts that it may compare them with.
fn settings(
    lab: &mut Lab<'_, '_>,
    world: &World,
    texts: &[String],
) -> Result<Vec<(String, String)>, VerifyError> {
    let servers = lab.session.transaction.query(SETTINGS, &[]);
    let servers = servers.map_err(|error| lab.session.error("the proof", error))?;
    let servers: BTreeSet<String> = servers.iter().map(|row| row.get(0)).collect();
    let mut found = BTreeSet::new();
    for text in texts {
        let all: Vec<_> = tokens(text).flatten().collect();
        let mut named = BTreeSet::new();
        for window in all.windows(3) {
            let [call, open, name] = window else {
                continue;
            };
            if call.text == "current_setting" && open.text == "(" && name.kind == TokenKind::String
            {
                named.insert(name.text.trim_matches('\'').to_owned());
            }
        }
        let is_ours = |name: &String| lab.settings.iter().any(|it| it.name == *name);
        named.retain(|name| (name.contains('.') || servers.contains(name)) && !is_ours(name));
        if named.is_empty() {
            continue;
        }
        let mut literals = Hints::default();
        literals.read_sql(text);
        let other = &world.subjects[1];
        let usual = ["on", "true", "1"].map(str::to_owned);
        let values = literals.texts.into_iter().filter(|it| !named.contains(it));
        let values = values.chain(usual).chain(other.tenant.clone());
        let values: BTreeSet<String> = values.chain(other.user.clone()).take(MOST).collect();
        for name in named {
            found.extend(values.iter().map(|it| (name.clone(), it.clone())));
        }
    }
    Ok(found.into_iter().collect())
}
