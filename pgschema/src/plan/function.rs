use std::collections::BTreeSet;

use pgschema_syntax::names::References;

use super::output::{Output, Title};
use super::references::{Names, of_function};
use super::{Planner, order};
use crate::define::Privilege;
use crate::model::Function;
use crate::sql::{
    Comment, CommentTarget, CreateFunction, FunctionBody, Grant, GrantedPrivilege, Identifier,
    Object, Parameter, QualifiedName, Revoke, SettingValue,
};

impl<'a, O: Output> Planner<'a, O> {
    /// The functions, each after those that it calls, by what they wait for.
    pub(super) fn functions_by_phase(&self) -> Phases<'a> {
        let (database, version) = (self.database, self.version);
        let functions: Vec<&'a Function> = database
            .functions
            .iter()
            .filter(|function| function.before.is_none_or(|before| version < before))
            .collect();
        if functions.is_empty() {
            return Phases::default();
        }
        let home = &database.home;
        let names = Names::new(home, functions.iter().map(|function| &function.name));
        let tables = database.tables.iter().map(|table| &table.name);
        let views = database.views.iter().map(|view| &view.name);
        let relations = Names::new(home, tables.chain(views));
        let enums = database.enums.iter().map(|it| &it.name);
        let domains = database.domains.iter().map(|it| &it.name);
        let types = Names::new(home, enums.chain(domains));
        let references: Vec<References> = functions.iter().map(|it| of_function(it)).collect();
        let called: Vec<BTreeSet<usize>> = references
            .iter()
            .map(|found| names.all(&found.functions).collect())
            .collect();
        let mut late = BTreeSet::new();
        let mut typed = BTreeSet::new();
        let mut phases = Phases::default();
        for position in order::by_lists(called.clone()).order {
            let (Some(function), Some(found), Some(called)) = (
                functions.get(position),
                references.get(position),
                called.get(position),
            ) else {
                continue;
            };
            let reads = relations.all(&found.relations).next().is_some()
                || relations.types(found).next().is_some();
            if reads || !called.is_disjoint(&late) {
                late.insert(position);
                phases.after_tables.push(*function);
            } else if types.types(found).next().is_some() || !called.is_disjoint(&typed) {
                typed.insert(position);
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
        let create = self.define_function(function, function.name.clone());
        self.emit(create.or_replace());
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

    /// The function under a name.
    pub(super) fn define_function(
        &self,
        function: &Function,
        name: QualifiedName,
    ) -> CreateFunction {
        let mut create = CreateFunction::new(name, function.returns.clone());
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
        if function.fixes_search_path()
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
        create.body(body)
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

#[cfg(test)]
mod tests {
    use crate::Version;
    use crate::define::BuiltinType;
    use crate::model::{Database, Function};
    use crate::sql::{Expr, FunctionBody, QualifiedName};

    #[test]
    fn thousands_of_functions_are_made_each_after_the_one_it_calls()
    -> Result<(), Box<dyn std::error::Error>> {
        let count = 3000;
        let mut builder = Database::builder().schema("app");
        for number in 0..count {
            let called = format!("app.f{:04}()", number + 1);
            let body = if number + 1 < count { &called } else { "1" };
            builder = builder.function(Function::new(
                QualifiedName::new("app", format!("f{number:04}"))?,
                BuiltinType::Integer.into(),
                FunctionBody::Return(Expr::sql(body)?),
            ));
        }
        let sql = builder.build()?.render(Version::V18)?;
        let made = sql
            .lines()
            .filter(|line| line.starts_with("CREATE OR REPLACE FUNCTION app.f"));
        let expected = (0..count)
            .rev()
            .map(|number| format!("CREATE OR REPLACE FUNCTION app.f{number:04}() RETURNS integer"));
        assert!(made.eq(expected));
        Ok(())
    }
}
