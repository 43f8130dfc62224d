//! Making rows of two subjects in every table, from nothing but the model.

use std::collections::BTreeMap;

use super::Hook;
use super::lab::{Answer, Lab};
use super::solve::{Chosen, solve};
use super::statement::{self, NewRow, Value};
use super::subject::{Columns, Ids, Kind, Subject, ids, referenced};
use super::values::{Hints, candidates, mentions, sealed};
use crate::model::{Column, Database, Table, TableKind};
use crate::plan::order;
use crate::sql::{ConstraintKind, Expr, Identifier, QualifiedName, ToSql};
use crate::verify::VerifyError;

/// The values of a row by their columns.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    pub(super) values: BTreeMap<Identifier, Value>,
}

impl Row {
    pub(super) fn get(&self, column: &Identifier) -> Value {
        self.values.get(column).cloned().flatten()
    }

    /// The condition that the row alone fulfils: its key, or all that it has.
    pub(super) fn key(&self, table: &Table) -> String {
        let by_key = table.primary_key();
        let columns: Vec<&Column> = match by_key.is_empty() {
            true => table.columns.iter().collect(),
            false => by_key
                .iter()
                .filter_map(|it| table.column(it.as_str()))
                .collect(),
        };
        let conditions = columns.iter().filter_map(|column| {
            let value = self.get(&column.name)?;
            let value = statement::value(&Some(value), &column.data_type);
            // Types without equality, such as json, have a text.
            Some(match by_key.is_empty() {
                true => format!("{}::text = ({value})::text", column.name.to_sql()),
                false => format!("{} = {value}", column.name.to_sql()),
            })
        });
        let conditions: Vec<String> = conditions.collect();
        match conditions.is_empty() {
            true => "true".to_owned(),
            false => conditions.join(" AND "),
        }
    }
}

/// The rows, and what there are none of.
pub(super) struct World {
    /// Two tenants with a user each, and another user of the first.
    pub(super) subjects: [Subject; 3],
    pub(super) columns: Columns,
    pub(super) rows: BTreeMap<QualifiedName, [Row; 2]>,
    /// Rows of the other user, where there can be one.
    pub(super) colleagues: BTreeMap<QualifiedName, Row>,
    pub(super) missing: BTreeMap<QualifiedName, String>,
}

/// What a new row is to have in place of what it would have.
pub(super) type Overrides = BTreeMap<Identifier, Value>;

/// The tables, each after those that it refers to.
pub(super) fn in_order(database: &Database) -> Vec<&Table> {
    let mut tables: Vec<&Table> = database.tables().iter().collect();
    tables.sort_by(|a, b| a.name.cmp(&b.name));
    let position = |name: &QualifiedName| tables.iter().position(|it| it.name == *name);
    let needed = tables.iter().map(|table| {
        let keys = table.constraints.iter().filter_map(|it| it.foreign_key());
        keys.filter_map(|key| position(&key.references)).collect()
    });
    let order = order::by_lists(needed.collect());
    order
        .order
        .iter()
        .filter_map(|it| tables.get(*it).copied())
        .collect()
}

pub(super) fn make(lab: &mut Lab<'_, '_>, hooks: &[Hook]) -> Result<World, VerifyError> {
    let seed = seed(lab)?;
    let seeds = [seed, seed.wrapping_add(7919), seed.wrapping_add(104_729)];
    let mut taken: Vec<String> = Vec::new();
    let mut id = |lab: &mut Lab<'_, '_>, kind, seed| -> Result<Option<String>, VerifyError> {
        let Some(Ids { values, place }) = ids(lab.database, kind, seed) else {
            return Ok(None);
        };
        for value in values.iter().flatten().take(60) {
            if !taken.contains(value) && is_good(lab, place, value)? {
                taken.push(value.clone());
                return Ok(Some(value.clone()));
            }
        }
        Ok(values.into_iter().next().flatten())
    };
    let mut subjects = Vec::new();
    for seed in seeds {
        let tenant = id(lab, Kind::Tenant, seed)?;
        let user = id(lab, Kind::User, seed.wrapping_add(1))?;
        subjects.push(Subject::new(tenant, user, seed));
    }
    let [first, second, mut third] = <[Subject; 3]>::try_from(subjects)
        .unwrap_or_else(|_| seeds.map(|seed| Subject::new(None, None, seed)));
    third.tenant.clone_from(&first.tenant);
    let subjects = [first, second, third];
    let mut world = World {
        subjects,
        columns: Columns::of(lab.database),
        rows: BTreeMap::new(),
        colleagues: BTreeMap::new(),
        missing: BTreeMap::new(),
    };
    let mut left = in_order(lab.database);
    // Where tables refer to each other in a circle, some are made when the others are there.
    loop {
        let before = left.len();
        let mut again = Vec::new();
        for table in left {
            match make_table(lab, &mut world, table, hooks)? {
                Ok(()) => {
                    world.missing.remove(&table.name);
                }
                Err(reason) => {
                    world.missing.insert(table.name.clone(), reason);
                    again.push(table);
                }
            }
        }
        if again.is_empty() || again.len() == before {
            return Ok(world);
        }
        left = again;
    }
}

/// Whether a value is of the type of a column and fulfils the CHECKs that are about it alone.
fn is_good(
    lab: &mut Lab<'_, '_>,
    place: Option<(&Table, &Identifier)>,
    value: &str,
) -> Result<bool, VerifyError> {
    let Some((table, name)) = place else {
        return Ok(true);
    };
    let Some(column) = table.column(name.as_str()) else {
        return Ok(true);
    };
    let others = |check: &Expr| {
        let mut columns = table.columns.iter().filter(|it| it.name != *name);
        columns.any(|it| mentions(check, &it.name))
    };
    let checks = table.constraints.iter().filter_map(|it| match &it.kind {
        ConstraintKind::Check(check) if mentions(check, name) && !others(check) => {
            Some(format!("coalesce(({}), true)", check.to_sql()))
        }
        _ => None,
    });
    let mut checks: Vec<String> = checks.collect();
    checks.push("true".to_owned());
    let sql = format!(
        "SELECT ({})::text, {}::text FROM (SELECT {} AS {}) AS {}",
        checks.join(" AND "),
        // What nobody asks for, the server doesn't make.
        name.to_sql(),
        statement::value(&Some(value.to_owned()), &column.data_type),
        name.to_sql(),
        table.name.name().to_sql(),
    );
    Ok(matches!(lab.attempt(&sql)?, Answer::Done { value, .. } if value.as_deref() == Some("true")))
}

/// Values that rows which are there already don't have.
fn seed(lab: &mut Lab<'_, '_>) -> Result<u64, VerifyError> {
    let sql = "SELECT ('x' || pg_catalog.substr(pg_catalog.md5(pg_catalog.gen_random_uuid()::text), 1, 12))::bit(48)::bigint";
    match lab.attempt(sql)? {
        Answer::Done { value, .. } => Ok(value.and_then(|it| it.parse().ok()).unwrap_or(1)),
        Answer::Refused { .. } => Ok(1),
    }
}

fn make_table(
    lab: &mut Lab<'_, '_>,
    world: &mut World,
    table: &Table,
    hooks: &[Hook],
) -> Result<Result<(), String>, VerifyError> {
    let is_somebodys = table.tenant.is_some() || table.owner.is_some();
    if table.kind == TableKind::Lookup || !(table.rows.is_empty() || is_somebodys) {
        return first_row(lab, world, table);
    }
    let mut rows = Vec::new();
    for index in 0..2 {
        match make_row(lab, world, table, index, hooks)? {
            Ok(row) => rows.push(row),
            Err(reason) => return Ok(Err(reason)),
        }
    }
    if let Ok(rows) = <[Row; 2]>::try_from(rows) {
        world.rows.insert(table.name.clone(), rows);
    }
    let has_users = lab.settings.iter().any(|it| it.kind == Kind::User);
    if has_users
        && !table.is_tenant_root()
        && let Ok(row) = make_row(lab, world, table, 2, hooks)?
    {
        world.colleagues.insert(table.name.clone(), row);
    }
    Ok(Ok(()))
}

/// A table that is made with its rows has nobody's.
fn first_row(
    lab: &mut Lab<'_, '_>,
    world: &mut World,
    table: &Table,
) -> Result<Result<(), String>, VerifyError> {
    let columns = texts(table);
    let seeder = lab.as_seeder();
    let sql = format!(
        "{seeder} SELECT {columns} FROM {} LIMIT 1",
        table.name.to_sql()
    );
    Ok(match lab.attempt(&sql)? {
        Answer::Done { row, .. } if !row.is_empty() => {
            let row = Row {
                values: table
                    .columns
                    .iter()
                    .map(|it| it.name.clone())
                    .zip(row)
                    .collect(),
            };
            world.rows.insert(table.name.clone(), [row.clone(), row]);
            Ok(())
        }
        Answer::Done { .. } => Err("it is empty, and is made with its rows".to_owned()),
        Answer::Refused { message, .. } => Err(message),
    })
}

/// `a::text, b::text`.
fn texts(table: &Table) -> String {
    let columns = table
        .columns
        .iter()
        .map(|it| format!("{}::text", it.name.to_sql()));
    columns.collect::<Vec<_>>().join(", ")
}

fn make_row(
    lab: &mut Lab<'_, '_>,
    world: &mut World,
    table: &Table,
    index: usize,
    hooks: &[Hook],
) -> Result<Result<Row, String>, VerifyError> {
    let mut reason = String::new();
    for turn in 0..4 {
        let values = match new_values(lab, world, table, index, turn, hooks, &Overrides::new())? {
            Ok(values) => values,
            Err(reason) => return Ok(Err(reason)),
        };
        match keep_row(lab, table, &values)? {
            Ok(row) => {
                learn(world, table, index, &row);
                return Ok(Ok(row));
            }
            Err(message) => reason = message,
        }
    }
    Ok(Err(reason))
}

/// Inserts a row, and says what it became; or what the server says against it.
pub(super) fn keep_row(
    lab: &mut Lab<'_, '_>,
    table: &Table,
    values: &[(&Identifier, String)],
) -> Result<Result<Row, String>, VerifyError> {
    let insert = statement::insert(table, values);
    let sql = format!("{} {insert} RETURNING {}", lab.as_seeder(), texts(table));
    Ok(match lab.keep(&sql)? {
        Answer::Done { row, .. } => {
            let names = table.columns.iter().map(|it| it.name.clone());
            Ok(Row {
                values: names.zip(row).collect(),
            })
        }
        Answer::Refused { message, .. } => Err(message),
    })
}

/// Keys that the server numbers are what the subject is.
fn learn(world: &mut World, table: &Table, index: usize, row: &Row) {
    for column in &table.columns {
        // What somebody gives is what the subject is, too.
        let is_other = |kind| world.subjects[index].of(kind) != row.get(&column.name).as_deref();
        if let Some(kind) = world.columns.kind(table, &column.name)
            && (is_servers(column) || (table.is_tenant_root() && is_other(kind)))
        {
            let value = row.get(&column.name);
            if kind == Kind::Tenant && index == 0 {
                world.subjects[2].set(kind, value.clone());
            }
            world.subjects[index].set(kind, value);
        }
    }
}

/// Whether no INSERT says what the column is.
pub(super) fn is_servers(column: &Column) -> bool {
    column.generated.is_some() || column.identity.is_some()
}

/// The values of a new row of a subject.
pub(super) fn new_values<'t>(
    lab: &mut Lab<'_, '_>,
    world: &World,
    table: &'t Table,
    index: usize,
    turn: usize,
    hooks: &[Hook],
    overrides: &Overrides,
) -> Result<NewRow<'t>, VerifyError> {
    let subject = &world.subjects[index];
    let seed = subject.seed.wrapping_add(31 * turn as u64 + 1);
    let references = match references(lab.database, world, table, index) {
        Ok(references) => references,
        Err(reason) => return Ok(Err(reason)),
    };
    let mut chosen: Vec<Chosen<'t>> = Vec::new();
    let given = hooks.iter().filter(|it| it.table == table.name.to_string());
    let given: Vec<&Hook> = given.collect();
    for (number, column) in table.columns.iter().enumerate() {
        let name = &column.name;
        let values = if let Some(value) = overrides.get(name) {
            Some(vec![value.clone()])
        } else if is_servers(column) {
            None
        } else if let Some(hook) = given.iter().find(|it| it.column == name.as_str()) {
            Some((hook.values)(index))
        } else if let Some(kind) = world.columns.kind(table, name) {
            Some(vec![subject.of(kind).map(str::to_owned)])
        } else if let Some(value) = references.get(name) {
            Some(vec![value.clone()])
        } else if column.default.is_some() {
            None
        } else if let Some(encryption) = &column.encryption {
            let number = seed.wrapping_add(1009 * number as u64);
            Some(vec![sealed(number, encryption.blind_index.is_some())])
        } else {
            let hints = Hints::of(table, name);
            let seed = seed.wrapping_add(1009 * number as u64);
            let mut values = candidates(lab.database, &column.data_type, &hints, seed);
            if !values.is_empty() {
                let turn = turn % values.len();
                values.rotate_left(turn);
            }
            if column.nullable && turn < 2 {
                values.insert(0, None);
            } else if column.nullable {
                values.push(None);
            }
            Some(values)
        };
        chosen.push(Chosen { column, values });
    }
    solve(lab, table, chosen)
}

/// The values of columns that refer to other rows of the subject.
fn references(
    database: &Database,
    world: &World,
    table: &Table,
    index: usize,
) -> Result<BTreeMap<Identifier, Value>, String> {
    let mut values = BTreeMap::new();
    for key in table.constraints.iter().filter_map(|it| it.foreign_key()) {
        let Some(target) = database.table(&key.references) else {
            continue;
        };
        let rows = world.rows.get(&target.name);
        let is_nullable =
            |name: &Identifier| table.column(name.as_str()).is_some_and(|it| it.nullable);
        for (column, referenced) in key.columns.iter().zip(referenced(key, target)) {
            match rows {
                Some(rows) => {
                    let own = match index {
                        2 => world.colleagues.get(&target.name).unwrap_or(&rows[0]),
                        _ => &rows[index],
                    };
                    values.insert(column.clone(), own.get(referenced));
                }
                None if is_nullable(column) => {
                    values.insert(column.clone(), None);
                }
                None if key.columns.iter().any(is_nullable) => {}
                None if world.columns.kind(table, column).is_some() => {}
                None => {
                    return Err(format!(
                        "{} refers to a row of {}, of which there is none yet",
                        column.to_sql(),
                        target.name,
                    ));
                }
            }
        }
    }
    Ok(values)
}
