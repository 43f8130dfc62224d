use std::borrow::Cow;

use super::{Finding, Object, Part, Rule, Severity};
use crate::model::Table;
use crate::sql::Identifier;

/// Takes what the rules find.
pub(crate) struct Findings {
    rule: &'static Rule,
    severity: Severity,
    list: Vec<Finding>,
}

impl Findings {
    pub(super) fn new(rule: &'static Rule, capacity: usize) -> Self {
        Self {
            rule,
            severity: rule.severity,
            list: Vec::with_capacity(capacity),
        }
    }

    /// What is added from here on is of this rule.
    pub(super) const fn of(&mut self, rule: &'static Rule, severity: Severity) {
        self.rule = rule;
        self.severity = severity;
    }

    pub(super) fn into_list(self) -> Vec<Finding> {
        self.list
    }

    /// Something is so that the rule speaks of.
    pub(crate) fn add(&mut self, object: Object, message: impl Into<Cow<'static, str>>) {
        self.push(object, message.into(), None);
    }

    /// The same, with a fix that is better than what the rule says for all.
    pub(crate) fn add_with_fix(
        &mut self,
        object: Object,
        message: impl Into<Cow<'static, str>>,
        fix: String,
    ) {
        self.push(object, message.into(), Some(fix.into_boxed_str()));
    }

    fn push(&mut self, object: Object, message: Cow<'static, str>, own_fix: Option<Box<str>>) {
        self.list.push(Finding {
            rule: self.rule,
            severity: self.severity,
            object,
            message,
            place: None,
            own_fix,
            is_on_server: false,
        });
    }

    /// Something about a table.
    pub(crate) fn table(&mut self, table: &Table, message: impl Into<Cow<'static, str>>) {
        self.add(Object::Table(table.name.clone()), message);
    }

    /// Something about a part of a table.
    pub(crate) fn part(
        &mut self,
        table: &Table,
        part: Part,
        name: &Identifier,
        message: impl Into<Cow<'static, str>>,
    ) {
        self.add(part_of(table, part, name), message);
    }

    /// Something about a column.
    pub(crate) fn column(
        &mut self,
        table: &Table,
        name: &Identifier,
        message: impl Into<Cow<'static, str>>,
    ) {
        self.part(table, Part::Column, name, message);
    }
}

pub(crate) fn part_of(table: &Table, part: Part, name: &Identifier) -> Object {
    Object::Part {
        table: table.name.clone(),
        part,
        name: name.clone(),
    }
}
