use std::collections::BTreeSet;

use super::output::{Output, Title};
use super::{Planner, order};
use crate::define::Privilege;
use crate::model::Function;
use crate::sql::{
    Comment, CommentTarget, CreateFunction, FunctionBody, Grant, GrantedPrivilege, Object,
    Parameter, Revoke, RoleName, SettingValue, ToSql,
};

impl<'a, O: Output> Planner<'a, O> {
    /// The functions that tables may call, and those that must wait, since they name a table, a
    /// view or a function that waits; both in an order that makes a function before it is called.
    pub(super) fn functions_by_phase(&self) -> (Vec<&'a Function>, Vec<&'a Function>) {
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
        let tables = self.database.tables.iter().map(|table| &table.name);
        let views = self.database.views.iter().map(|view| &view.name);
        let mut waited_for: BTreeSet<&str> = tables
            .chain(views)
            .map(|name| name.name().as_str())
            .collect();
        let (mut early, mut late) = (Vec::new(), Vec::new());
        for position in ordered.order {
            let (Some(function), Some(words)) = (functions.get(position), words.get(position))
            else {
                continue;
            };
            if words.iter().any(|word| waited_for.contains(word.as_str())) {
                waited_for.insert(function.name.name().as_str());
                late.push(*function);
            } else {
                early.push(*function);
            }
        }
        (early, late)
    }

    pub(super) fn functions(&mut self, functions: &[&'a Function]) {
        for function in functions {
            self.function(function);
        }
    }

    pub(super) fn function(&mut self, function: &'a Function) {
        self.section(Title::Function(&function.name));
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
        self.emit(create.body(body));
        let types: Vec<_> = function
            .arguments
            .iter()
            .map(|it| it.data_type.clone())
            .collect();
        if let Some(comment) = &function.comment {
            let target = CommentTarget::Function(function.name.clone(), types.clone());
            self.emit(Comment::new(target, Some(comment.clone())));
        }
        let object = Object::Function(function.name.clone(), types);
        if self.database.profile.is_some() {
            self.emit(Revoke::all(object.clone(), [RoleName::Public]));
        }
        if !function.execute.is_empty() {
            let callers = function.execute.iter().cloned();
            let execute: GrantedPrivilege = Privilege::Execute.into();
            self.emit(Grant::new([execute], object, callers));
        }
    }
}

/// The words of what the server binds when the function is made: its types, and a body that is not
/// PL/pgSQL.
pub(super) fn words(function: &Function) -> BTreeSet<String> {
    let mut text = function.returns.to_sql();
    for argument in &function.arguments {
        text += " ";
        text += &argument.data_type.to_sql();
        if let Some(default) = &argument.default {
            text += " ";
            text += &default.to_sql();
        }
    }
    match &function.body {
        FunctionBody::Return(expression) => {
            text += " ";
            text += &expression.to_sql();
        }
        FunctionBody::Atomic(statements) => {
            for statement in statements {
                text += " ";
                text += statement.as_str();
            }
        }
        FunctionBody::Plpgsql(_) => {}
    }
    pgschema_syntax::names::identifiers(&text)
        .into_iter()
        .collect()
}
