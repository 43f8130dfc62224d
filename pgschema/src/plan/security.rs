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
        self.emit(self.define_policy(policy, table.name.clone()));
    }

    /// The policy on a table.
    pub(super) fn define_policy(&self, policy: &Policy, table: QualifiedName) -> CreatePolicy {
        let mut create = CreatePolicy::new(policy.name.clone(), table)
            .kind(policy.kind)
            .command(policy.command)
            .to(policy.roles.iter().cloned());
        if let Some(using) = &policy.using {
            create = create.using(self.expression(using));
        }
        if let Some(check) = &policy.with_check {
            create = create.with_check(self.expression(check));
        }
        create
    }

    /// Everybody in a hardened database whose rights are said anew: PUBLIC, the roles of the database
    /// and those that have rights now, but not the owner and who becomes it.
    pub(super) fn others<'r>(
        &self,
        granted: impl Iterator<Item = &'r RoleName>,
    ) -> Option<Vec<RoleName>> {
        let profile = self.database.profile.as_ref()?;
        let declared = self.database.roles.iter().map(|role| &role.name);
        let mut others: Vec<RoleName> = declared
            .filter(|role| ![&profile.owner, &profile.migrator].contains(role))
            .cloned()
            .map(RoleName::Named)
            .chain(granted.cloned())
            .chain([RoleName::Public])
            .collect();
        others.sort();
        others.dedup();
        Some(others)
    }

    /// The rights that the model has and no others: what a role had before is taken first.
    fn grants(&mut self, on: &QualifiedName, grants: &[TableGrant]) {
        if let Some(from) = self.others(grants.iter().map(|grant| &grant.role)) {
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

pub(super) fn create_trigger(table: &QualifiedName, trigger: &Trigger) -> CreateTrigger {
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
