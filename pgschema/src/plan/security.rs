//! Policies, triggers and rights, when everything that they name is there.

use super::Planner;
use crate::Version;
use crate::define::Privilege;
use crate::model::{Policy, Table, TableGrant, Trigger};
use crate::sql::{
    CreatePolicy, CreateTrigger, DropPolicy, Grant, Object, QualifiedName, Revoke, RoleName,
    Statement,
};

impl Planner<'_> {
    pub(super) fn security(&mut self) {
        for table in &self.database.tables {
            let mut statements: Vec<Statement> = Vec::new();
            for policy in &table.policies {
                self.policy(table, policy, &mut statements);
            }
            for trigger in &table.triggers {
                statements.push(create_trigger(&table.name, trigger).into());
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
                    statements.push(create_trigger(&name, trigger).into());
                }
            }
            self.grants(&table.name, &table.grants, &mut statements);
            self.rules(&table.name, statements);
        }
        for view in &self.database.views {
            let mut statements = Vec::new();
            self.grants(&view.name, &view.grants, &mut statements);
            self.rules(&view.name, statements);
        }
    }

    fn rules(&mut self, of: &QualifiedName, statements: Vec<Statement>) {
        if !statements.is_empty() {
            self.section(format!("rules of {of}"), statements);
        }
    }

    /// ALTER POLICY can't change what a policy applies to, and CREATE POLICY has no OR REPLACE.
    fn policy(&self, table: &Table, policy: &Policy, statements: &mut Vec<Statement>) {
        let drop = DropPolicy::new(policy.name.clone(), table.name.clone()).if_exists();
        statements.push(drop.into());
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
        statements.push(create.into());
    }

    /// The rights that the model has and no others: what a role had before is taken first.
    fn grants(
        &mut self,
        on: &QualifiedName,
        grants: &[TableGrant],
        statements: &mut Vec<Statement>,
    ) {
        if let Some(profile) = &self.database.profile {
            let mut from = vec![
                RoleName::Public,
                RoleName::Named(profile.readonly.clone()),
                RoleName::Named(profile.runtime.clone()),
            ];
            from.extend(grants.iter().map(|grant| grant.role.clone()));
            from.sort();
            from.dedup();
            statements.push(Revoke::all(Object::Table(on.clone()), from).into());
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
            statements.push(Grant::new(privileges, object, [grant.role.clone()]).into());
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
