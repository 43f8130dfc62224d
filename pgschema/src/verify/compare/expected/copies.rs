//! Functions, types and views: as the server has written the model's own, with their owners.

use super::{Model, object, set, set_comment};
use crate::model::{Domain, Function};
use crate::sql::{TextLiteral, ToSql};
use crate::verify::compare::facts::{Attributes, Value};
use crate::verify::compare::object::{Kind, Object, Part};

impl Model<'_> {
    pub(super) fn copies(&mut self) {
        let (database, version) = (self.database, self.version);
        for function in &database.functions {
            if function.before.is_none_or(|before| version < before) {
                let object = self.function(function);
                self.copy(object, function.comment.as_ref());
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
            self.copy(object(Kind::View, &view.name), view.comment.as_ref());
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

    /// What the server says of the copy, or, without one, whatever it says of the object.
    fn copied(&self, object: &Object) -> Attributes {
        if let Some(copy) = self.printed.and_then(|it| it.copies.get(object)) {
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
