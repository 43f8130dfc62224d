//! A table of the model in a scratch schema.

use super::Item;
use crate::define::{Deferrability, IndexMethod, PartitionStrategy};
use crate::model::{Column, Table};
use crate::plan::Definitions;
use crate::sql::{
    AlterTable, ColumnDefinition, ConstraintKind, CreateIndex, CreatePartition, CreatePolicy,
    CreateTable, DataType, Expr, Identifier, IndexElement, QualifiedName, TableConstraint, ToSql,
    TypeText,
};
use crate::verify::compare::facts::Facts;
use crate::verify::compare::object::{Kind, Object, Part};

/// The column by which tables are partitioned that need not be.
const PARTITIONED_BY: &str = "pgschema_compare";

/// That name, or the next that no column has.
fn partitioned_by(table: &Table) -> String {
    let mut name = PARTITIONED_BY.to_owned();
    while table.column(&name).is_some() {
        name.push('_');
    }
    name
}

/// What is made of a table; nothing if it has no expression.
pub(super) fn item(
    definitions: &Definitions<'_>,
    table: &Table,
    name: &QualifiedName,
    actual: &Facts,
) -> Option<Item> {
    let (schema, own_name) = (table.name.schema().as_str(), table.name.name().as_str());
    let maker = Maker {
        definitions,
        table,
        name,
        object: Object::within(Kind::Table, schema, own_name),
        by: Identifier::new(partitioned_by(table)).ok()?,
    };
    maker.item(actual)
}

struct Maker<'a> {
    definitions: &'a Definitions<'a>,
    table: &'a Table,
    name: &'a QualifiedName,
    object: Object,
    by: Identifier,
}

impl Maker<'_> {
    fn item(&self, actual: &Facts) -> Option<Item> {
        let checks: Vec<TableConstraint> = self.checks().collect();
        let parts = self.parts();
        let mut text: String = parts.iter().map(|(_, sql)| sql.as_str()).collect();
        for check in &checks {
            text.push_str(&check.to_sql());
        }
        let generated = self
            .table
            .columns
            .iter()
            .filter_map(|it| it.generated.as_ref());
        for generated in generated {
            text.push_str(&generated.expression.to_sql());
        }
        let has_default = self.table.columns.iter().any(|it| it.default.is_some());
        if text.is_empty() && !has_default {
            return None;
        }
        let text = text.to_lowercase();
        let columns = self.table.columns.iter();
        let columns: Vec<&Column> = columns.filter(|it| self.is_needed(it, &text)).collect();

        let mut whole = CreateTable::new(self.name.clone());
        let mut plain = CreateTable::new(self.name.clone());
        let mut pieces = Vec::new();
        for column in columns {
            let definition = self.definition(column, actual);
            let object = self.part(Part::Column(column.name.as_str().to_owned()));
            let alter = || AlterTable::new(self.name.clone());
            let complete = match (&column.generated, self.default(column)) {
                (Some(generated), _) => {
                    let complete =
                        definition.generated(generated.kind, generated.expression.clone());
                    pieces.push((object, alter().add_column(complete.clone()).to_sql()));
                    complete
                }
                (None, Some(default)) => {
                    plain = plain.column(definition.clone());
                    let set = alter().set_default(column.name.clone(), default.clone());
                    pieces.push((object, set.to_sql()));
                    definition.default(default)
                }
                (None, None) => {
                    plain = plain.column(definition.clone());
                    definition
                }
            };
            whole = whole.column(complete);
        }
        for check in checks {
            let object = self.part(Part::Constraint(check.name().as_str().to_owned()));
            let alter = AlterTable::new(self.name.clone()).add_constraint(check.clone());
            pieces.push((object, alter.to_sql()));
            whole = whole.constraint(check);
        }
        let mut whole = self.partitioned(whole).to_sql();
        let plain = (self.object.clone(), self.partitioned(plain).to_sql());
        pieces.insert(0, plain);
        for (_, statement) in &parts {
            whole.push_str(statement);
        }
        pieces.extend(parts);
        Some(Item {
            object: self.object.clone(),
            whole,
            pieces,
            qualified: Some((
                format!("{}.", self.table.name.to_sql()),
                format!("{}.", self.table.name.name().to_sql()),
            )),
        })
    }

    fn part(&self, part: Part) -> Object {
        self.object.part(part)
    }

    fn default(&self, column: &Column) -> Option<Expr> {
        let default = column.default.as_ref()?;
        Some(self.definitions.expression(default))
    }

    /// Whether an expression may name a column. A name that only looks like it does no harm.
    fn is_needed(&self, column: &Column, text: &str) -> bool {
        let name = column.name.as_str();
        let partition_by = self.table.partition_by.as_ref();
        column.default.is_some()
            || column.generated.is_some()
            || partition_by.is_some_and(|it| it.columns.contains(&column.name))
            || name.contains('"')
            || text.contains(&name.to_lowercase())
    }

    /// The column, of the type that it has on the server: what is said of a type that was changed is
    /// that it was changed, not how each expression looks with it.
    fn definition(&self, column: &Column, actual: &Facts) -> ColumnDefinition {
        let object = self.part(Part::Column(column.name.as_str().to_owned()));
        let found = actual.text(&object, "type");
        let found = found.and_then(|text| TypeText::new(text).ok());
        let data_type = found.map_or_else(|| column.data_type.clone(), DataType::Text);
        let definition = ColumnDefinition::new(column.name.clone(), data_type);
        let is_text = !actual.contains(&object) || actual.text(&object, "collation").is_some();
        match column.collation.as_deref().filter(|_| is_text) {
            Some(collation) => definition.collation(collation.clone()),
            None => definition,
        }
    }

    fn checks(&self) -> impl Iterator<Item = TableConstraint> {
        let constraints = self.table.constraints.iter();
        let checks = constraints.filter(|it| matches!(it.kind, ConstraintKind::Check(_)));
        checks.map(|check| {
            TableConstraint::new(check.name.clone(), check.kind.clone())
                .deferrability(Deferrability::NotDeferrable)
        })
    }

    fn partitioned(&self, create: CreateTable) -> CreateTable {
        let integer = crate::define::BuiltinType::Integer;
        let create = create.column(ColumnDefinition::new(self.by.clone(), integer.into()));
        match &self.table.partition_by {
            Some(by) => create.partition_by(by.strategy, by.columns.clone()),
            None => create.partition_by(PartitionStrategy::List, vec![self.by.clone()]),
        }
    }

    /// What has expressions besides the table itself.
    fn parts(&self) -> Vec<(Object, String)> {
        let mut parts = Vec::new();
        for partition in &self.table.partitions {
            let schema = self.table.name.schema().as_str();
            let object = Object::within(Kind::Table, schema, partition.name.as_str());
            let name =
                QualifiedName::from_parts(self.name.schema().clone(), partition.name.clone());
            let create = CreatePartition::new(name, self.name.clone(), partition.bound.clone())
                .partition_by(PartitionStrategy::List, vec![self.by.clone()]);
            parts.push((object, create.to_sql()));
        }
        for policy in &self.table.policies {
            let object = self.part(Part::Policy(policy.name.as_str().to_owned()));
            let mut create = CreatePolicy::new(policy.name.clone(), self.name.clone());
            if let Some(using) = &policy.using {
                create = create.using(self.definitions.expression(using));
            }
            if let Some(check) = &policy.with_check {
                create = create.with_check(self.definitions.expression(check));
            }
            parts.push((object, create.to_sql()));
        }
        for index in &self.table.indexes {
            if index.predicate.is_some() || !index.elements.iter().all(IndexElement::is_plain) {
                let create = self.index(&index.name, index.method, &index.elements);
                let object = self.part(Part::Index(index.name.as_str().to_owned()));
                parts.push((object, predicated(create, index.predicate.as_ref())));
            }
        }
        for constraint in &self.table.constraints {
            if let ConstraintKind::Exclude {
                method,
                elements,
                predicate,
            } = &constraint.kind
            {
                let elements: Vec<_> = elements.iter().map(|(it, _)| it.clone()).collect();
                let create = self.index(&constraint.name, *method, &elements);
                let object = self.part(Part::Constraint(constraint.name.as_str().to_owned()));
                parts.push((object, predicated(create, predicate.as_ref())));
            }
        }
        for trigger in &self.table.triggers {
            let object = self.part(Part::Trigger(trigger.name.as_str().to_owned()));
            let create = self.definitions.trigger(trigger, self.name);
            parts.push((object, create.to_sql()));
        }
        parts
    }

    fn index(
        &self,
        name: &Identifier,
        method: IndexMethod,
        elements: &[IndexElement],
    ) -> CreateIndex {
        CreateIndex::new(name.clone(), self.name.clone())
            .using(method)
            .elements(elements.iter().cloned())
    }
}

fn predicated(create: CreateIndex, predicate: Option<&Expr>) -> String {
    match predicate {
        Some(predicate) => create.predicate(predicate.clone()),
        None => create,
    }
    .to_sql()
}
