use std::collections::BTreeSet;

use super::output::{Output, Title};
use super::{Planner, order};
use crate::define::Privilege;
use crate::model::Function;
use crate::sql::{
    Comment, CommentTarget, CreateFunction, FunctionBody, Grant, GrantedPrivilege, Identifier,
    Object, Parameter, Revoke, SettingValue, ToSql,
};

impl<'a, O: Output> Planner<'a, O> {
    /// The functions, each after those that it calls, by what they wait for.
    pub(super) fn functions_by_phase(&self) -> Phases<'a> {
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
        let enums = self.database.enums.iter().map(|it| &it.name);
        let domains = self.database.domains.iter().map(|it| &it.name);
        let mut needs_types: BTreeSet<&str> = enums
            .chain(domains)
            .map(|name| name.name().as_str())
            .collect();
        let mut phases = Phases::default();
        for position in ordered.order {
            let (Some(function), Some(words)) = (functions.get(position), words.get(position))
            else {
                continue;
            };
            if words.iter().any(|word| waited_for.contains(word.as_str())) {
                waited_for.insert(function.name.name().as_str());
                phases.after_tables.push(*function);
            } else if words.iter().any(|word| needs_types.contains(word.as_str())) {
                needs_types.insert(function.name.name().as_str());
                phases.after_types.push(*function);
            } else {
                phases.before_types.push(*function);
            }
        }
        phases
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
            && let (Ok(pg_catalog), Ok(pg_temp)) =
                (Identifier::new("pg_catalog"), Identifier::new("pg_temp"))
        {
            // Where no path names them, a caller's temporary tables are found before the catalog.
            let path = SettingValue::List(vec![pg_catalog, pg_temp]);
            create = create.set(search_path, path);
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
        if let Some(from) = self.others(function.execute.iter()) {
            self.emit(Revoke::all(object.clone(), from));
        }
        if !function.execute.is_empty() {
            let callers = function.execute.iter().cloned();
            let execute: GrantedPrivilege = Privilege::Execute.into();
            self.emit(Grant::new([execute], object, callers));
        }
    }
}

/// The functions by what must be there before them.
#[derive(Default)]
pub(super) struct Phases<'a> {
    /// Those that name nothing: defaults and checks of domains may call them.
    pub(super) before_types: Vec<&'a Function>,
    /// Those that name an enum, a domain or such a function; tables may call them.
    pub(super) after_types: Vec<&'a Function>,
    /// Those that name a table, a view or such a function.
    pub(super) after_tables: Vec<&'a Function>,
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
