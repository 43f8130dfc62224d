use std::collections::{BTreeSet, HashMap};

use super::{Planner, order};
use crate::define::Privilege;
use crate::model::Function;
use crate::sql::{
    Comment, CommentTarget, CreateFunction, FunctionBody, Grant, Object, Parameter, Revoke,
    RoleName, SettingValue, Statement, ToSql,
};

impl<'a> Planner<'a> {
    /// The functions that tables may call, those that must wait for the tables that their bodies
    /// name, and those that must wait for views; each list in an order that makes a function before
    /// it is called.
    pub(super) fn functions_by_phase(&self) -> [Vec<&'a Function>; 3] {
        let version = self.version;
        let functions: Vec<&'a Function> = self
            .database
            .functions
            .iter()
            .filter(|function| function.before.is_none_or(|before| version < before))
            .collect();
        let words: Vec<BTreeSet<String>> = functions.iter().map(|it| words(it)).collect();
        let ordered = order::by_dependency(functions.len(), |dependent, needed| {
            functions
                .get(needed)
                .zip(words.get(dependent))
                .is_some_and(|(needed, words)| words.contains(needed.name.name().as_str()))
        });
        // What a name that a body may have waits for: 1 for tables, 2 for views.
        let mut phase_of: HashMap<&str, usize> = HashMap::new();
        phase_of.extend(
            self.database
                .tables
                .iter()
                .map(|table| (table.name.name().as_str(), 1)),
        );
        phase_of.extend(
            self.database
                .views
                .iter()
                .map(|view| (view.name.name().as_str(), 2)),
        );
        let mut phases = [Vec::new(), Vec::new(), Vec::new()];
        for position in ordered.order {
            let (Some(function), Some(words)) = (functions.get(position), words.get(position))
            else {
                continue;
            };
            let phase = words
                .iter()
                .filter_map(|word| phase_of.get(word.as_str()))
                .max()
                .copied();
            let phase = phase.unwrap_or_default();
            phase_of
                .entry(function.name.name().as_str())
                .or_insert(phase);
            if let Some(list) = phases.get_mut(phase) {
                list.push(*function);
            }
        }
        phases
    }

    pub(super) fn functions(&mut self, functions: &[&Function]) {
        for function in functions {
            let statements = self.function(function);
            self.section(format!("{}()", function.name), statements);
        }
    }

    fn function(&self, function: &Function) -> Vec<Statement> {
        let mut create =
            CreateFunction::new(function.name.clone(), function.returns.clone()).or_replace();
        for argument in &function.arguments {
            let (name, data_type) = (argument.name.clone(), argument.data_type.clone());
            create = match &argument.default {
                Some(default) => create.argument_default(name, data_type, self.expression(default)),
                None => create.argument(name, data_type),
            };
        }
        if function.returns_set {
            create = create.returns_set();
        }
        create = create
            .volatility(function.volatility)
            .parallel(function.parallel);
        if function.security_definer {
            create = create.security_definer();
        }
        // A body that is bound when it is made needs no search path, and is inlined without one.
        let is_bound = !matches!(function.body, FunctionBody::Plpgsql(_));
        if (!is_bound || function.security_definer)
            && let Ok(search_path) = Parameter::new("search_path")
        {
            create = create.set(search_path, SettingValue::List(Vec::new()));
        }
        let body = match &function.body {
            FunctionBody::Return(expression) => FunctionBody::Return(self.expression(expression)),
            other => other.clone(),
        };
        let mut statements: Vec<Statement> = vec![create.body(body).into()];
        let types: Vec<_> = function
            .arguments
            .iter()
            .map(|it| it.data_type.clone())
            .collect();
        if let Some(comment) = &function.comment {
            let target = CommentTarget::Function(function.name.clone(), types.clone());
            statements.push(Comment::new(target, Some(comment.clone())).into());
        }
        let object = Object::Function(function.name.clone(), types);
        if self.database.profile.is_some() {
            statements.push(Revoke::all(object.clone(), [RoleName::Public]).into());
        }
        if !function.execute.is_empty() {
            let callers = function.execute.iter().cloned();
            statements.push(Grant::new([Privilege::Execute.into()], object, callers).into());
        }
        statements
    }
}

/// The words of a body that the server binds when the function is made.
fn words(function: &Function) -> BTreeSet<String> {
    let text = match &function.body {
        FunctionBody::Return(expression) => expression.to_sql(),
        FunctionBody::Atomic(statements) => statements
            .iter()
            .map(|statement| format!("{} ", statement.as_str()))
            .collect(),
        FunctionBody::Plpgsql(_) => String::new(),
    };
    pgschema_syntax::names::identifiers(&text)
        .into_iter()
        .collect()
}
