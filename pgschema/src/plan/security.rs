//! Policies, triggers and rights, when everything that they name is there.

use super::Planner;
use super::output::{Output, Title};
use crate::Version;
use crate::define::Privilege;
use crate::model::{Policy, Table, TableGrant, Trigger};
use crate::sql::{
    CreatePolicy, CreateTrigger, DropPolicy, Grant, Object, QualifiedName, Revoke, RoleName,
};

impl<'a, O: Output> Planner<'a, O> {
    pub(super) fn security(&mut self) {
        for table in &self.database.tables {
            self.section(Title::TableRules(&table.name));
            for policy in &table.policies {
                self.policy(table, policy);
            }
            for trigger in &table.triggers {
                self.emit(create_trigger(&table.name, trigger));
            }
            // A trigger for each row is passed on to the partitions; one for the statement would be
            // got around by a statement on a partition.
            for partition in &table.partitions {
                let schema = table.name.schema().clone();
                let name = QualifiedName::from_parts(schema, partition.name.clone());
                for trigger in table
                    .triggers
                    .iter()
                    .filter(|trigger| !trigger.for_each_row)
                {
                    self.emit(create_trigger(&name, trigger));
                }
            }
            self.grants(&table.name, &table.grants);
        }
        for view in &self.database.views {
            self.section(Title::ViewRules(&view.name));
            self.grants(&view.name, &view.grants);
        }
    }

    /// ALTER POLICY can't change what a policy applies to, and CREATE POLICY has no OR REPLACE.
    fn policy(&mut self, table: &Table, policy: &Policy) {
        self.emit(DropPolicy::new(policy.name.clone(), table.name.clone()).if_exists());
        let mut create = CreatePolicy::new(policy.name.clone(), table.name.clone())
            .kind(policy.kind)
            .command(policy.command)
            .to(policy.roles.iter().cloned());
        if let Some(using) = &policy.using {
            create = create.using(self.expression(using));
        }
        if let Some(check) = &policy.with_check {
            create = create.with_check(self.expression(check));
        }
        self.emit(create);
    }

    /// The rights that the model has and no others: what a role had before is taken first.
    fn grants(&mut self, on: &QualifiedName, grants: &[TableGrant]) {
        if let Some(profile) = &self.database.profile {
            let mut from = vec![
                RoleName::Public,
                RoleName::Named(profile.readonly.clone()),
                RoleName::Named(profile.runtime.clone()),
            ];
            from.extend(grants.iter().map(|grant| grant.role.clone()));
            from.sort();
            from.dedup();
            self.emit(Revoke::all(Object::Table(on.clone()), from));
        }
        for grant in grants {
            if grant
                .privileges
                .iter()
                .any(|granted| granted.privilege == Privilege::Maintain)
            {
                self.needs(Version::V17, "the privilege MAINTAIN", on);
            }
            let privileges = grant.privileges.iter().cloned();
            let object = Object::Table(on.clone());
            self.emit(Grant::new(privileges, object, [grant.role.clone()]));
        }
    }
}

fn create_trigger(table: &QualifiedName, trigger: &Trigger) -> CreateTrigger {
    let mut create = CreateTrigger::new(
        trigger.name.clone(),
        table.clone(),
        trigger.function.clone(),
    )
    .or_replace()
    .timing(trigger.timing)
    .events(trigger.events.iter().cloned())
    .arguments(trigger.arguments.iter().cloned());
    create = if trigger.for_each_row {
        create.for_each_row()
    } else {
        create.for_each_statement()
    };
    if let Some(when) = &trigger.when {
        create = create.when(when.clone());
    }
    create
}
