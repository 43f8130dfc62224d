//! One pass over a database, in which each object meets the rules that look at such.

use super::check::Check;
use super::context::{Context, TableContext};
use super::findings::Findings;
use super::kind::Kind;
use super::policy::PolicyContext;
use super::rules::RULES;
use super::{Finding, Rule, Severity};
use crate::model::{
    Column, Constraint, Database, Extension, Function, Index, Role, TableGrant, Trigger, View,
};

/// A rule with its severity, and how it looks at one kind of object.
type Entry<F> = (&'static Rule, Severity, F);
type OfWhole = fn(&Context<'_>, &mut Findings);
type OfWholeTable = fn(&TableContext<'_>, &mut Findings);
type OfPolicy = fn(&TableContext<'_>, &PolicyContext<'_>, &mut Findings);
type OfDatabase<T> = fn(&Context<'_>, &T, &mut Findings);
type OfTable<T> = fn(&TableContext<'_>, &T, &mut Findings);

/// The rules, by what they look at.
#[derive(Default)]
pub(super) struct Dispatch {
    database: Vec<Entry<OfWhole>>,
    roles: Vec<Entry<OfDatabase<Role>>>,
    extensions: Vec<Entry<OfDatabase<Extension>>>,
    functions: Vec<Entry<OfDatabase<Function>>>,
    views: Vec<Entry<OfDatabase<View>>>,
    tables: Vec<Entry<OfWholeTable>>,
    /// By the kind of the column's type.
    columns: Vec<Vec<Entry<OfTable<Column>>>>,
    constraints: Vec<Entry<OfTable<Constraint>>>,
    indexes: Vec<Entry<OfTable<Index>>>,
    policies: Vec<Entry<OfPolicy>>,
    grants: Vec<Entry<OfTable<TableGrant>>>,
    triggers: Vec<Entry<OfTable<Trigger>>>,
}

impl Dispatch {
    pub(super) fn new(severity: impl Fn(&'static Rule) -> Severity) -> Self {
        let mut all = Self {
            columns: Kind::ALL.iter().map(|_| Vec::new()).collect(),
            ..Self::default()
        };
        for rule in RULES.iter().copied() {
            let severity = severity(rule);
            match &rule.check {
                Check::Database(check) => all.database.push((rule, severity, *check)),
                Check::Role(check) => all.roles.push((rule, severity, *check)),
                Check::Extension(check) => all.extensions.push((rule, severity, *check)),
                Check::Function(check) => all.functions.push((rule, severity, *check)),
                Check::View(check) => all.views.push((rule, severity, *check)),
                Check::Table(check) => all.tables.push((rule, severity, *check)),
                Check::Column(kinds, check) => {
                    for (kind, entries) in Kind::ALL.iter().zip(&mut all.columns) {
                        if kinds.has(*kind) {
                            entries.push((rule, severity, *check));
                        }
                    }
                }
                Check::Constraint(check) => all.constraints.push((rule, severity, *check)),
                Check::Index(check) => all.indexes.push((rule, severity, *check)),
                Check::Policy(check) => all.policies.push((rule, severity, *check)),
                Check::Grant(check) => all.grants.push((rule, severity, *check)),
                Check::Trigger(check) => all.triggers.push((rule, severity, *check)),
                Check::Allowed | Check::Server => {}
            }
        }
        all
    }

    pub(super) fn run(&self, database: &Database) -> Vec<Finding> {
        let Some(first) = RULES.first() else {
            return Vec::new();
        };
        let mut findings = Findings::new(first, database.tables.len());
        let context = Context::new(database);
        for (rule, severity, check) in &self.database {
            findings.of(rule, *severity);
            check(&context, &mut findings);
        }
        each(&self.roles, &database.roles, &context, &mut findings);
        each(
            &self.extensions,
            &database.extensions,
            &context,
            &mut findings,
        );
        each(
            &self.functions,
            &database.functions,
            &context,
            &mut findings,
        );
        for table in &database.tables {
            self.table(&TableContext::new(&context, table), &mut findings);
        }
        each(&self.views, &database.views, &context, &mut findings);
        findings.into_list()
    }

    fn table(&self, table: &TableContext<'_>, findings: &mut Findings) {
        for (rule, severity, check) in &self.tables {
            findings.of(rule, *severity);
            check(table, findings);
        }
        for column in &table.table.columns {
            let rules = self.columns.get(table.kind(column) as usize);
            for (rule, severity, check) in rules.into_iter().flatten() {
                findings.of(rule, *severity);
                check(table, column, findings);
            }
        }
        each_part(&self.constraints, &table.table.constraints, table, findings);
        each_part(&self.indexes, &table.table.indexes, table, findings);
        if !table.table.policies.is_empty() {
            for policy in table.policies() {
                for (rule, severity, check) in &self.policies {
                    findings.of(rule, *severity);
                    check(table, policy, findings);
                }
            }
        }
        each_part(&self.grants, &table.table.grants, table, findings);
        each_part(&self.triggers, &table.table.triggers, table, findings);
    }
}

fn each<T>(
    entries: &[Entry<OfDatabase<T>>],
    objects: &[T],
    context: &Context<'_>,
    findings: &mut Findings,
) {
    for object in objects {
        for (rule, severity, check) in entries {
            findings.of(rule, *severity);
            check(context, object, findings);
        }
    }
}

fn each_part<T>(
    entries: &[Entry<OfTable<T>>],
    parts: &[T],
    table: &TableContext<'_>,
    findings: &mut Findings,
) {
    for part in parts {
        for (rule, severity, check) in entries {
            findings.of(rule, *severity);
            check(table, part, findings);
        }
    }
}
