//! Tables and partitions, and their policies and triggers.

use super::{Model, set, set_comment, set_kept, set_printed, set_some, storage, table_object};
use crate::model::{RowSecurity, Table, Trigger};
use crate::sql::{Identifier, QualifiedName, RoleName, ToSql};
use crate::verify::compare::facts::Value;
use crate::verify::compare::object::{Object, Part, quoted};

impl Model<'_> {
    pub(super) fn tables(&mut self) {
        let database = self.database;
        for table in &database.tables {
            let object = table_object(&table.name);
            self.relation(table, &object, table.partition_by.is_some());
            let attributes = self.facts.add(object.clone());
            set_comment(attributes, table.comment.as_ref());
            if let Some(by) = &table.partition_by {
                let columns: Vec<String> = by
                    .columns
                    .iter()
                    .map(|name| quoted(name.as_str()))
                    .collect();
                let key = format!("{} ({})", by.strategy.to_sql(), columns.join(", "));
                set(attributes, "partition key", key);
            }
            self.columns(table, &object);
            self.constraints(table, &object);
            self.indexes(table, &object);
            self.policies(table, &object);
            for trigger in &table.triggers {
                self.trigger(&object, &object, trigger);
            }
            for partition in &table.partitions {
                self.partition(table, &object, &partition.name);
            }
        }
    }

    /// What a table and its partitions have alike.
    fn relation(&mut self, table: &Table, object: &Object, is_partitioned: bool) {
        let owner = self.owner();
        let attributes = self.facts.add(object.clone());
        attributes.insert("owner", owner);
        let row_security = match table.row_security {
            RowSecurity::Disabled => "disabled",
            RowSecurity::Enabled => "enabled",
            RowSecurity::Forced => "enabled and forced",
        };
        set(attributes, "row security", row_security);
        if !is_partitioned {
            set_some(attributes, "storage parameters", storage(&table.storage));
        }
        if table.unlogged && table.partition_by.is_none() {
            set(attributes, "persistence", "UNLOGGED");
        }
    }

    fn partition(&mut self, table: &Table, parent: &Object, name: &Identifier) {
        let name = QualifiedName::from_parts(table.name.schema().clone(), name.clone());
        let object = table_object(&name);
        self.relation(table, &object, false);
        let printed = self.printed.and_then(|it| it.expressions(&object));
        let is_attached = self.actual.text(&object, "partition of").is_some();
        let attributes = self.facts.add(object.clone());
        set(attributes, "partition of", table_name(&table.name));
        if is_attached || !self.actual.contains(&object) {
            set_kept(attributes, "bound", printed.map(|it| &it.0));
        }
        // Triggers for each row are passed on by the server, those for the statement are not.
        if is_attached {
            for trigger in table.triggers.iter().filter(|it| !it.for_each_row) {
                self.trigger(&object, parent, trigger);
            }
        }
    }

    fn policies(&mut self, table: &Table, object: &Object) {
        for policy in &table.policies {
            let part = object.part(Part::Policy(policy.name.as_str().to_owned()));
            let printed = self.printed.and_then(|it| it.expressions(&part));
            let mut roles = Vec::new();
            for role in &policy.roles {
                roles.push(match role {
                    RoleName::Public => Some("PUBLIC".to_owned()),
                    RoleName::Named(name) => Some(name.as_str().to_owned()),
                    RoleName::CurrentRole | RoleName::CurrentUser => self.owner.clone(),
                    RoleName::SessionUser => None,
                });
            }
            let roles: Option<Vec<String>> = roles.into_iter().collect();
            let roles = roles.map_or(Value::Any, |mut roles| {
                roles.sort();
                roles.dedup();
                // Whatever else it names, a policy for everybody is for everybody.
                if roles.iter().any(|role| role == "PUBLIC") {
                    roles = vec!["PUBLIC".to_owned()];
                }
                Value::Text(roles.join(", "))
            });
            let attributes = self.facts.add(part);
            set(attributes, "kind", policy.kind.to_sql());
            set(attributes, "command", policy.command.to_sql());
            attributes.insert("roles", roles);
            set_printed(
                attributes,
                "using",
                policy.using.as_ref(),
                printed.map(|it| &it.0),
            );
            set_printed(
                attributes,
                "with check",
                policy.with_check.as_ref(),
                printed.map(|it| &it.1),
            );
        }
    }

    /// The definition says nothing of the table, and is the same on a partition.
    fn trigger(&mut self, of: &Object, table: &Object, trigger: &Trigger) {
        let name = || Part::Trigger(trigger.name.as_str().to_owned());
        let printed = self
            .printed
            .and_then(|it| it.expressions(&table.part(name())));
        let attributes = self.facts.add(of.part(name()));
        set_kept(attributes, "definition", printed.map(|it| &it.0));
        set(attributes, "enabled", "enabled");
    }
}

/// A table's name, as the server writes it.
fn table_name(name: &QualifiedName) -> String {
    let (schema, name) = (name.schema().as_str(), name.name().as_str());
    format!("{}.{}", quoted(schema), quoted(name))
}
