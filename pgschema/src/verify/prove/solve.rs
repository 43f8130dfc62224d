//! Choosing values that fulfil the CHECKs of a table. The server says which do: it is asked for the
//! first combination that all of them let through.

use super::lab::{Answer, Lab};
use super::statement::{self, NewRow, Value};
use super::values::mentions;
use crate::BuiltinType;
use crate::model::{Column, Table};
use crate::sql::{ConstraintKind, DataType, Expr, ToSql};
use crate::verify::VerifyError;

/// A column with the values that it may have; without any, the server gives it one.
pub(super) struct Chosen<'t> {
    pub(super) column: &'t Column,
    pub(super) values: Option<Vec<Value>>,
}

/// How many combinations a query may look at.
const MOST: usize = 60_000;

/// The first values that go together.
pub(super) fn solve<'t>(
    lab: &mut Lab<'_, '_>,
    table: &'t Table,
    mut chosen: Vec<Chosen<'t>>,
) -> Result<NewRow<'t>, VerifyError> {
    for one in &mut chosen {
        if let Some(values) = &mut one.values
            && values.len() > 1
        {
            keep_valid(lab, one.column, values)?;
        }
    }
    let checks: Vec<&Expr> = table
        .constraints
        .iter()
        .filter_map(|it| match &it.kind {
            ConstraintKind::Check(expression) => Some(expression),
            _ => None,
        })
        .collect();
    for group in groups(&chosen, &checks) {
        let free = group
            .columns
            .iter()
            .filter(|it| count(&chosen[**it]) > 1)
            .count();
        if free == 0 {
            continue;
        }
        // As many of each as fit together.
        let each = (MOST as f64).powf(1.0 / free as f64).floor().max(2.0) as usize;
        for index in &group.columns {
            if let Some(values) = &mut chosen[*index].values {
                values.truncate(each);
            }
        }
        let sql = query(table, &chosen, &group, &checks);
        match lab.attempt(&sql)? {
            Answer::Done { row, .. } if !row.is_empty() => {
                let open = group.columns.iter().filter(|it| count(&chosen[**it]) > 1);
                let open: Vec<usize> = open.copied().collect();
                for (index, value) in open.into_iter().zip(row) {
                    chosen[index].values = Some(vec![value]);
                }
            }
            Answer::Done { .. } => {
                let columns = group.columns.iter().map(|it| &chosen[*it].column.name);
                return Ok(Err(format!(
                    "no values of {} were found that fulfil the CHECKs; give some with Prover::values",
                    statement::names(columns),
                )));
            }
            Answer::Refused { message, .. } => {
                return Ok(Err(format!("the CHECKs can't be tried: {message}")));
            }
        }
    }
    let mut values = Vec::new();
    for one in &chosen {
        let Some(list) = &one.values else {
            continue;
        };
        let Some(first) = list.first() else {
            return Ok(Err(format!(
                "nothing is known of the values of {} ({}); give some with Prover::values",
                one.column.name,
                one.column.data_type.to_sql(),
            )));
        };
        values.push((
            &one.column.name,
            statement::value(first, &one.column.data_type),
        ));
    }
    Ok(Ok(values))
}

fn count(chosen: &Chosen<'_>) -> usize {
    chosen.values.as_ref().map_or(0, Vec::len)
}

/// Leaves out what the type doesn't take. Of the simple ones all is known to be right.
fn keep_valid(
    lab: &mut Lab<'_, '_>,
    column: &Column,
    values: &mut Vec<Value>,
) -> Result<(), VerifyError> {
    use BuiltinType as B;
    let is_simple = matches!(
        &column.data_type,
        DataType::Builtin(
            B::Boolean
                | B::Smallint
                | B::Integer
                | B::Bigint
                | B::Text
                | B::Varchar(_)
                | B::Char(_)
                | B::Uuid
                | B::Bytea
        )
    );
    if is_simple {
        return Ok(());
    }
    let mut valid = Vec::new();
    for value in values.drain(..) {
        if value.is_none() {
            valid.push(value);
            continue;
        }
        let sql = format!("SELECT {}", statement::value(&value, &column.data_type));
        if let Answer::Done { .. } = lab.attempt(&sql)? {
            valid.push(value);
        }
        if valid.len() > 11 {
            break;
        }
    }
    *values = valid;
    Ok(())
}

/// Columns that CHECKs tie together, and those CHECKs.
struct Group {
    columns: Vec<usize>,
    checks: Vec<usize>,
}

fn groups(chosen: &[Chosen<'_>], checks: &[&Expr]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (number, check) in checks.iter().enumerate() {
        let columns = (0..chosen.len()).filter(|it| {
            let one = &chosen[*it];
            one.values.is_some() && mentions(check, &one.column.name)
        });
        let mut group = Group {
            columns: columns.collect(),
            checks: vec![number],
        };
        let (with, without) = groups
            .into_iter()
            .partition(|other| other.columns.iter().any(|it| group.columns.contains(it)));
        groups = without;
        for mut other in with {
            group.columns.append(&mut other.columns);
            group.checks.append(&mut other.checks);
        }
        group.columns.sort_unstable();
        group.columns.dedup();
        groups.push(group);
    }
    groups
}

/// Asks for the first combination, with all other columns as they will be.
fn query(table: &Table, chosen: &[Chosen<'_>], group: &Group, checks: &[&Expr]) -> String {
    let mut fixed = Vec::new();
    let mut lists = Vec::new();
    let mut computed = Vec::new();
    let mut wanted = Vec::new();
    for (index, one) in chosen.iter().enumerate() {
        let name = one.column.name.to_sql();
        let data_type = &one.column.data_type;
        match &one.values {
            Some(values) if values.len() > 1 && group.columns.contains(&index) => {
                let rows = values.iter().enumerate().map(|(order, value)| {
                    format!("({order}, {})", statement::value(value, data_type))
                });
                let rows: Vec<String> = rows.collect();
                lists.push(format!(
                    "(VALUES {}) AS v{index} (o{index}, {name})",
                    rows.join(", ")
                ));
                wanted.push((index, name));
            }
            Some(values) => {
                let value = values.first().cloned().flatten();
                fixed.push(format!("{} AS {name}", statement::value(&value, data_type)));
            }
            None => match (&one.column.generated, &one.column.default) {
                (Some(generated), _) => computed.push(format!(
                    "LATERAL (SELECT ({})::{} AS {name}) AS g{index}",
                    generated.expression.to_sql(),
                    data_type.to_sql(),
                )),
                (None, Some(default)) if !default.makes_uuid_v7() => {
                    fixed.push(format!(
                        "({})::{} AS {name}",
                        default.to_sql(),
                        data_type.to_sql()
                    ));
                }
                _ => fixed.push(format!("NULL::{} AS {name}", data_type.to_sql())),
            },
        }
    }
    fixed.push("1 AS pgschema_one".to_owned());
    let mut from = vec![format!("(SELECT {}) AS f", fixed.join(", "))];
    from.append(&mut lists);
    from.append(&mut computed);
    let conditions = group.checks.iter().map(|it| {
        // A CHECK may name the table as well.
        let columns = chosen.iter().map(|one| one.column.name.to_sql());
        let columns: Vec<String> = columns.collect();
        format!(
            "coalesce((SELECT ({}) FROM (SELECT {}) AS {}), true)",
            checks[*it].to_sql(),
            columns.join(", "),
            table.name.name().to_sql(),
        )
    });
    let texts: Vec<String> = wanted
        .iter()
        .map(|(_, name)| format!("{name}::text"))
        .collect();
    let order: Vec<String> = wanted
        .iter()
        .map(|(index, _)| format!("o{index}"))
        .collect();
    format!(
        "SELECT {} FROM {} WHERE {} ORDER BY {} LIMIT 1",
        texts.join(", "),
        from.join(" CROSS JOIN "),
        conditions.collect::<Vec<_>>().join(" AND "),
        order.join(" + "),
    )
}
