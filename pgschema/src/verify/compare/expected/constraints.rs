//! The constraints of tables.

use super::{Model, names, set, set_kept, set_printed, set_some};
use crate::define::{Deferrability, Match};
use crate::model::{Constraint, Table};
use crate::sql::{ConstraintKind, ForeignKey, Operator, ReferentialAction};
use crate::verify::compare::facts::{Attributes, Value};
use crate::verify::compare::object::{Object, Part};

impl Model<'_> {
    pub(super) fn constraints(&mut self, table: &Table, object: &Object) {
        for constraint in &table.constraints {
            let attributes = self.constraint(constraint, object);
            let part = Part::Constraint(constraint.name.as_str().to_owned());
            self.facts.add(object.part(part)).extend(attributes);
        }
    }

    fn constraint(&self, constraint: &Constraint, table: &Object) -> Attributes {
        let mut attributes = Attributes::new();
        let name = constraint.name.as_str();
        let deferrable = match constraint.deferrability {
            Deferrability::NotDeferrable => None,
            Deferrability::InitiallyImmediate => Some("DEFERRABLE"),
            Deferrability::InitiallyDeferred => Some("INITIALLY DEFERRED"),
        };
        set_some(&mut attributes, "deferrable", deferrable);
        match &constraint.kind {
            ConstraintKind::PrimaryKey { columns } => {
                set(&mut attributes, "kind", "PRIMARY KEY");
                set(&mut attributes, "columns", names(columns));
            }
            ConstraintKind::Unique {
                columns,
                include,
                nulls_not_distinct,
            } => {
                set(&mut attributes, "kind", "UNIQUE");
                set(&mut attributes, "columns", names(columns));
                if !include.is_empty() {
                    set(&mut attributes, "include", names(include));
                }
                if *nulls_not_distinct {
                    set(&mut attributes, "nulls", "NULLS NOT DISTINCT");
                }
            }
            ConstraintKind::Check(_) => {
                set(&mut attributes, "kind", "CHECK");
                let part = table.part(Part::Constraint(name.to_owned()));
                let printed = self.printed.and_then(|it| it.expressions(&part));
                set_kept(&mut attributes, "expression", printed.map(|it| &it.0));
            }
            ConstraintKind::ForeignKey(key) => {
                set(&mut attributes, "kind", "FOREIGN KEY");
                self.foreign_key(key, &mut attributes);
            }
            ConstraintKind::Exclude {
                method,
                elements,
                predicate,
            } => {
                set(&mut attributes, "kind", "EXCLUDE");
                set(&mut attributes, "method", method.as_str());
                let operators: Vec<&str> = elements
                    .iter()
                    .map(|(_, operator)| Operator::as_str(operator))
                    .collect();
                set(&mut attributes, "operators", operators.join(", "));
                // It was printed as the index that it has.
                let part = table.part(Part::Index(name.to_owned()));
                let printed = self.printed.and_then(|it| it.expressions(&part));
                set_kept(&mut attributes, "key", printed.map(|it| &it.0));
                set_printed(
                    &mut attributes,
                    "predicate",
                    predicate.as_ref(),
                    printed.map(|it| &it.1),
                );
            }
        }
        attributes
    }

    fn foreign_key(&self, key: &ForeignKey, attributes: &mut Attributes) {
        set(attributes, "columns", names(&key.columns));
        let target = self.database.table(&key.references);
        let columns = match key.referenced_columns.is_empty() {
            false => Some(names(&key.referenced_columns)),
            true => target.map(|table| names(table.primary_key())),
        };
        let (schema, name) = (key.references.schema(), key.references.name());
        let references = columns.map_or(Value::Any, |columns| {
            Value::Text(format!("{}.{} ({columns})", schema.as_str(), name.as_str()))
        });
        attributes.insert("references", references);
        set(attributes, "on delete", action(&key.on_delete));
        set(attributes, "on update", action(&key.on_update));
        if key.match_type == Match::Full {
            set(attributes, "match", "FULL");
        }
    }
}

fn action(action: &ReferentialAction) -> String {
    match action {
        ReferentialAction::NoAction => "NO ACTION".to_owned(),
        ReferentialAction::Restrict => "RESTRICT".to_owned(),
        ReferentialAction::Cascade => "CASCADE".to_owned(),
        ReferentialAction::SetNull(columns) if columns.is_empty() => "SET NULL".to_owned(),
        ReferentialAction::SetNull(columns) => format!("SET NULL ({})", names(columns)),
        ReferentialAction::SetDefault(columns) if columns.is_empty() => "SET DEFAULT".to_owned(),
        ReferentialAction::SetDefault(columns) => format!("SET DEFAULT ({})", names(columns)),
    }
}
