//! What of the findings is allowed, and which `allow(…)` allows nothing.
//!
//! An `allow` silences one finding on one object: on a field it is about that column and the
//! constraints and indexes that have it in their key; on a struct about the table itself, or the one
//! part of it that the rule finds something on; with `on = "name"` about the part of that name.

use std::collections::BTreeMap;

use super::context::index_columns;
use super::findings::{Findings, part_of};
use super::rules::{AMBIGUOUS_ALLOW, UNUSED_ALLOW};
use super::{AllowedFinding, Finding, Object, Part, Report, Rule, Severity};
use crate::model::{Database, Exception, Table};
use crate::sql::{ConstraintKind, Identifier, IndexElement, QualifiedName};

/// The report of what was found.
pub(super) fn report(
    database: &Database,
    findings: Vec<Finding>,
    without: &BTreeMap<&'static str, String>,
    severity: impl Fn(&'static Rule) -> Severity,
) -> Report {
    let mut reasons: Vec<Option<&str>> = vec![None; findings.len()];
    let profile = database.profile.as_ref();
    if !without.is_empty() || profile.is_some_and(|profile| !profile.exceptions.is_empty()) {
        for (finding, reason) in findings.iter().zip(&mut reasons) {
            *reason = general_reason(database, finding, without);
        }
    }
    let mut additional = Findings::new(&UNUSED_ALLOW, 0);
    of_objects(
        database,
        &findings,
        &mut reasons,
        &mut additional,
        &severity,
    );
    of_tables(
        database,
        &findings,
        &mut reasons,
        &mut additional,
        &severity,
    );
    let additional = additional.into_list();
    let general = |it: &Finding| without.get(it.rule.name).map(String::as_str);
    reasons.extend(additional.iter().map(general));
    let mut report = Report {
        findings,
        allowed: Vec::new(),
    };
    report.findings.extend(additional);
    for finding in &mut report.findings {
        finding.place = database.places.get(&finding.object).cloned();
    }
    let mut reasons = reasons.into_iter();
    if reasons.clone().any(|reason| reason.is_some()) {
        let findings = std::mem::take(&mut report.findings);
        for (finding, reason) in findings.into_iter().zip(&mut reasons) {
            match reason {
                Some(reason) => report.allowed.push(AllowedFinding {
                    finding,
                    reason: reason.to_owned(),
                }),
                None => report.findings.push(finding),
            }
        }
    }
    report
}

/// Why all that the rule finds is allowed: the linter says so, or the measure is switched off that
/// would have prevented it.
fn general_reason<'a>(
    database: &'a Database,
    finding: &Finding,
    without: &'a BTreeMap<&'static str, String>,
) -> Option<&'a str> {
    if let Some(reason) = without.get(finding.rule.name) {
        return Some(reason);
    }
    let measure = finding.rule.measure?;
    let exceptions = &database.profile.as_ref()?.exceptions;
    let exception = exceptions.iter().find(|it| it.rule == measure.name())?;
    Some(&exception.reason)
}

/// `DatabaseBuilder::allow`.
fn of_objects<'a>(
    database: &'a Database,
    findings: &[Finding],
    reasons: &mut [Option<&'a str>],
    additional: &mut Findings,
    severity: &impl Fn(&'static Rule) -> Severity,
) {
    for exception in &database.exceptions {
        let mut is_used = false;
        for (finding, reason) in findings.iter().zip(reasons.iter_mut()) {
            if finding.rule.name == exception.rule && finding.object.name() == exception.object {
                is_used = true;
                reason.get_or_insert(&exception.reason);
            }
        }
        if !is_used {
            let (rule, object) = (&exception.rule, &exception.object);
            additional.of(&UNUSED_ALLOW, severity(&UNUSED_ALLOW));
            additional.add(
                Object::Database,
                format!("`{rule}` is allowed on `{object}`, where it finds nothing"),
            );
        }
    }
}

/// The attributes of structs and fields.
fn of_tables<'a>(
    database: &'a Database,
    findings: &[Finding],
    reasons: &mut [Option<&'a str>],
    additional: &mut Findings,
    severity: &impl Fn(&'static Rule) -> Severity,
) {
    let with_exceptions = database
        .tables
        .iter()
        .filter(|it| !it.exceptions.is_empty());
    let mut by_table: BTreeMap<&QualifiedName, Vec<usize>> = with_exceptions
        .clone()
        .map(|it| (&it.name, Vec::new()))
        .collect();
    if by_table.is_empty() {
        return;
    }
    for (position, finding) in findings.iter().enumerate() {
        let positions = finding.object.table().and_then(|it| by_table.get_mut(it));
        positions.into_iter().for_each(|it| it.push(position));
    }
    for table in with_exceptions {
        for exception in &table.exceptions {
            let positions = by_table.get(&table.name).into_iter().flatten().copied();
            let of_rule = positions.filter_map(|position| {
                let finding = findings.get(position)?;
                (finding.rule.name == exception.rule).then_some((position, &finding.object))
            });
            match allowed(table, exception, of_rule.collect()) {
                Ok(positions) => {
                    for position in positions {
                        if let Some(reason) = reasons.get_mut(position) {
                            reason.get_or_insert(&exception.reason);
                        }
                    }
                }
                Err(Useless::Unused) => {
                    additional.of(&UNUSED_ALLOW, severity(&UNUSED_ALLOW));
                    let message = format!("`allow({})` silences nothing here", exception.rule);
                    additional.add(object_of(table, exception), message);
                }
                Err(Useless::Ambiguous(objects)) => {
                    additional.of(&AMBIGUOUS_ALLOW, severity(&AMBIGUOUS_ALLOW));
                    let rule = &exception.rule;
                    let message = format!(
                        "`allow({rule})` could mean each of {}, and silences none of them",
                        objects.join(", ")
                    );
                    let fix = objects.first().map(|first| {
                        format!("`#[pg(allow({rule}, on = \"{first}\", reason = \"…\"))]`")
                    });
                    let fix = fix.unwrap_or_default();
                    additional.add_with_fix(object_of(table, exception), message, fix);
                }
            }
        }
    }
}

/// Why an exception allows nothing.
enum Useless {
    /// The rule finds nothing there.
    Unused,
    /// The rule finds something on several parts of these names.
    Ambiguous(Vec<String>),
}

/// Which of the findings of its rule an exception allows.
fn allowed(
    table: &Table,
    exception: &Exception,
    findings: Vec<(usize, &Object)>,
) -> Result<Vec<usize>, Useless> {
    let is_meant = |object: &Object| match (&exception.column, &exception.on, object.part()) {
        (None, None, part) => part.is_none(),
        (_, Some(on), part) => part.is_some_and(|(_, name)| name == on),
        (Some(column), None, Some((part, name))) => part_has(table, part, name, column),
        (Some(_), None, None) => false,
    };
    let meant = findings.iter().filter(|(_, object)| is_meant(object));
    let meant: Vec<usize> = meant.map(|(position, _)| *position).collect();
    if !meant.is_empty() {
        return Ok(meant);
    }
    if exception.column.is_some() || exception.on.is_some() {
        return Err(Useless::Unused);
    }
    let mut parts: Vec<String> = findings
        .iter()
        .filter_map(|(_, object)| object.part().map(|(_, name)| name.to_string()))
        .collect();
    parts.sort();
    parts.dedup();
    match parts.as_slice() {
        [] => Err(Useless::Unused),
        [_] => Ok(findings.iter().map(|(position, _)| *position).collect()),
        _ => Err(Useless::Ambiguous(parts)),
    }
}

/// Whether a part of a table is a column, or has it in its key.
fn part_has(table: &Table, part: Part, name: &Identifier, column: &Identifier) -> bool {
    match part {
        Part::Column => name == column,
        Part::Index => {
            let index = table.indexes.iter().find(|it| it.name == *name);
            index.is_some_and(|index| index_columns(index).any(|it| it == column))
        }
        Part::Constraint => {
            let constraint = table.constraints.iter().find(|it| it.name == *name);
            constraint.is_some_and(|constraint| match &constraint.kind {
                ConstraintKind::PrimaryKey { columns } | ConstraintKind::Unique { columns, .. } => {
                    columns.contains(column)
                }
                ConstraintKind::ForeignKey(key) => key.columns.contains(column),
                ConstraintKind::Exclude { elements, .. } => elements
                    .iter()
                    .any(|(element, _)| IndexElement::as_column(element) == Some(column)),
                ConstraintKind::Check(_) => false,
            })
        }
        Part::Policy | Part::Grant | Part::Trigger | Part::Partition => false,
    }
}

fn object_of(table: &Table, exception: &Exception) -> Object {
    match &exception.column {
        Some(column) => part_of(table, Part::Column, column),
        None => Object::Table(table.name.clone()),
    }
}
