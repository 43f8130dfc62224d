//! Functions, types and views: as the server has written the model's own, with their owners.

use super::{Model, object, set, set_comment, set_some};
use crate::model::{Domain, Function, View};
use crate::sql::{FunctionBody, Parallel, TextLiteral, ToSql};
use crate::verify::compare::facts::{Attributes, Value};
use crate::verify::compare::object::{Kind, Object, Part};

impl Model<'_> {
    pub(super) fn copies(&mut self) {
        let (database, version) = (self.database, self.version);
        for function in &database.functions {
            if function.before.is_none_or(|before| version < before) {
                let object = self.function(function);
                self.copy(object.clone(), function.comment.as_ref());
                if self.copy_of(&object).is_none() {
                    of_function(function, self.facts.add(object));
                }
            }
        }
        for native in &database.enums {
            let owner = self.owner();
            let attributes = self.facts.add(object(Kind::Type, &native.name));
            set(attributes, "kind", "enum");
            let labels: Vec<String> = native.labels.iter().map(TextLiteral::to_sql).collect();
            set(attributes, "labels", labels.join(", "));
            attributes.insert("owner", owner);
            set_comment(attributes, native.comment.as_ref());
        }
        for domain in &database.domains {
            self.copy(object(Kind::Type, &domain.name), domain.comment.as_ref());
            self.domain_checks(domain);
        }
        for view in &database.views {
            let object = object(Kind::View, &view.name);
            self.copy(object.clone(), view.comment.as_ref());
            if self.copy_of(&object).is_none() {
                of_view(view, self.facts.add(object));
            }
        }
    }

    fn function(&self, function: &Function) -> Object {
        let arguments: Vec<String> = function
            .arguments
            .iter()
            .map(|argument| self.types.base(&argument.data_type))
            .collect();
        Object {
            arguments: Some(arguments.join(", ")),
            ..object(Kind::Function, &function.name)
        }
    }

    fn copy(&mut self, object: Object, comment: Option<&TextLiteral>) {
        let owner = self.owner();
        let mut attributes = self.copied(&object);
        attributes.insert("owner", owner);
        set_comment(&mut attributes, comment);
        self.facts.add(object).extend(attributes);
    }

    fn copy_of(&self, object: &Object) -> Option<&Attributes> {
        self.printed.and_then(|it| it.copies.get(object))
    }

    /// What the server says of the copy, or, without one, whatever it says of the object.
    fn copied(&self, object: &Object) -> Attributes {
        if let Some(copy) = self.copy_of(object) {
            return copy.clone();
        }
        let actual = self.actual.get(object);
        let names = actual.into_iter().flat_map(Attributes::keys);
        names.map(|name| (*name, Value::Any)).collect()
    }

    fn domain_checks(&mut self, domain: &Domain) {
        for check in &domain.checks {
            let part = Part::Constraint(check.name.as_str().to_owned());
            let object = object(Kind::Type, &domain.name).part(part);
            let attributes = self.copied(&object);
            self.facts.add(object).extend(attributes);
        }
    }
}

/// What needs no copy to be told: whose rights it runs with, and what it runs in.
fn of_function(function: &Function, attributes: &mut Attributes) {
    let (language, security) = match (&function.body, function.security_definer) {
        (FunctionBody::Plpgsql(_), true) => ("plpgsql", "DEFINER"),
        (FunctionBody::Plpgsql(_), false) => ("plpgsql", "INVOKER"),
        (_, true) => ("sql", "DEFINER"),
        (_, false) => ("sql", "INVOKER"),
    };
    set(attributes, "language", language);
    set(attributes, "security", security);
    set(attributes, "volatility", function.volatility.to_sql());
    let parallel = match function.parallel {
        Parallel::Unsafe => "UNSAFE",
        Parallel::Restricted => "RESTRICTED",
        Parallel::Safe => "SAFE",
    };
    set(attributes, "parallel", parallel);
    for none in ["kind", "leakproof", "strict", "settings"] {
        attributes.remove(none);
    }
    if function.fixes_search_path() {
        set(attributes, "settings", "search_path=pg_catalog, pg_temp");
    }
}

fn of_view(view: &View, attributes: &mut Attributes) {
    let options = [
        ("security_invoker", view.security_invoker),
        ("security_barrier", view.security_barrier),
    ];
    for (name, is_on) in options {
        attributes.remove(name);
        set_some(attributes, name, is_on.then_some(name));
    }
    for none in ["check option", "defaults of columns", "comments of columns"] {
        attributes.remove(none);
    }
}
