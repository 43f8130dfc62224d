use std::cmp::Ordering;

use super::context::{Context, Scope};
use super::fields::flatten;
use super::names::NameSpace;
use super::{append_only, touch};
use crate::define::{ColumnDef, TableDef};
use crate::model::{Constraint, Exception, Function, Index, RowSecurity, Table, TableKind};
use crate::sql::{ConstraintKind, Identifier};
use crate::validate::ProblemKind;

impl Context {
    /// The model of one table. What is wrong with it goes to the problems.
    pub(super) fn table(
        &mut self,
        definition: &'static TableDef,
        functions: &mut Vec<Function>,
    ) -> Option<Table> {
        let name = self.qualify(definition.schema, definition.name, definition.rust)?;
        let label = name.to_string();
        let mut scope = Scope {
            context: self,
            definition,
            name,
            label,
        };
        scope.table(functions)
    }
}

impl Scope<'_> {
    fn table(&mut self, functions: &mut Vec<Function>) -> Option<Table> {
        let definition = self.definition;
        let fields = flatten(definition.columns);
        let mut table = Table::new(self.name.clone());
        definition.rust.clone_into(&mut table.rust);
        let label = self.label.clone();
        table.comment = self.context.comment(definition.comment, &label);
        for (_, definition) in &fields {
            if let Some(column) = self.model_column(definition) {
                table
                    .columns
                    .extend(self.with_encrypted(definition, column));
            }
        }
        table.tenant = self.tenant();
        table.owner = definition.owner.and_then(|owner| self.column(owner));
        self.default_context(&mut table, &fields);
        let mut names = NameSpace::default();
        table.constraints = self.constraints(&fields, &mut names);
        table.indexes = self.indexes(&fields, &mut names);
        table.policies = definition
            .policies
            .iter()
            .filter_map(|policy| self.policy(policy))
            .collect();
        if definition.tenant.is_some() || definition.owner.is_some() || !table.policies.is_empty() {
            table.row_security = RowSecurity::Forced;
        }
        table.grants = self.grants(definition.grants);
        table.storage = self.storage(definition.storage);
        table.unlogged = definition.unlogged;
        table.partition_by = definition.partition_by.map(|by| self.partition_by(by));
        table.partitions = self.partitions();
        table.exceptions = self.exceptions(&fields);
        if let Err(kind) = self.triggers(&mut table, &fields, functions) {
            self.report(kind);
        }
        Some(table)
    }

    /// The tenant and the user that the transaction is bound to are what their columns are when an
    /// INSERT doesn't say.
    fn default_context(&mut self, table: &mut Table, fields: &[(String, &'static ColumnDef)]) {
        if self.context.profile.is_none() {
            return;
        }
        let home = self.context.home.clone();
        let contexts = [
            (
                self.definition.tenant.filter(|_| !self.is_tenant_root()),
                crate::sql::Function::CurrentTenant,
            ),
            (self.definition.owner, crate::sql::Function::CurrentUser),
        ];
        for (path, function) in contexts {
            let Some((_, field)) = fields
                .iter()
                .find(|(field, _)| Some(field.as_str()) == path)
            else {
                continue;
            };
            let column = table
                .columns
                .iter_mut()
                .find(|column| column.name == *field.name);
            if let Some(column) = column
                && column.default.is_none()
                && !field.no_default
                && !column.nullable
            {
                let mut default = crate::sql::Expr::call(function, Vec::new());
                super::expression::name_helpers(&mut default, &home);
                column.default = Some(default);
            }
        }
    }

    fn constraints(
        &mut self,
        fields: &[(String, &'static ColumnDef)],
        names: &mut NameSpace,
    ) -> Vec<Constraint> {
        let definition = self.definition;
        let mut constraints = Vec::new();
        let primary_key = self.primary_key(fields, names);
        for (_, column) in fields {
            constraints.extend(self.column_checks(column, names));
            let own = self
                .identifier(column.name)
                .into_iter()
                .collect::<Vec<Identifier>>();
            if let Some(unique) = &column.unique {
                constraints.extend(self.unique(unique, own.clone(), names));
            }
            if let Some(references) = &column.references {
                constraints.extend(self.foreign_key(references, own, names));
            }
        }
        for unique in definition.uniques {
            let columns = self.columns(unique.columns);
            constraints.extend(self.unique(unique, columns, names));
        }
        for check in definition.checks {
            let expression = self.expression(check.expression);
            constraints.extend(expression.and_then(|it| self.check(&[], it, check.name, names)));
        }
        for foreign_key in definition.foreign_keys {
            let columns = self.columns(foreign_key.columns);
            constraints.extend(self.foreign_key(foreign_key, columns, names));
        }
        for exclusion in definition.exclusions {
            constraints.extend(self.exclusion(exclusion, names));
        }
        constraints.sort_by(by_kind_and_name);
        primary_key.into_iter().chain(constraints).collect()
    }

    fn indexes(
        &mut self,
        fields: &[(String, &'static ColumnDef)],
        names: &mut NameSpace,
    ) -> Vec<Index> {
        let mut indexes: Vec<_> = self
            .definition
            .indexes
            .iter()
            .filter_map(|definition| self.index(definition, names))
            .collect();
        for (_, column) in fields {
            indexes.extend(self.encrypted_index(column, names));
        }
        indexes.sort_by(|left, right| left.name.cmp(&right.name));
        indexes
    }

    fn exceptions(&mut self, fields: &[(String, &'static ColumnDef)]) -> Vec<Exception> {
        let mut exceptions = Vec::new();
        for allow in self.definition.allows {
            exceptions.push(Exception {
                rule: allow.rule.to_owned(),
                column: None,
                on: allow.on.and_then(|on| self.identifier(on)),
                reason: allow.reason.to_owned(),
            });
        }
        for (_, column) in fields {
            for allow in column.allows {
                exceptions.push(Exception {
                    rule: allow.rule.to_owned(),
                    column: self.identifier(column.name),
                    on: allow.on.and_then(|on| self.identifier(on)),
                    reason: allow.reason.to_owned(),
                });
            }
        }
        exceptions.sort();
        exceptions
    }

    fn triggers(
        &mut self,
        table: &mut Table,
        fields: &[(String, &'static ColumnDef)],
        functions: &mut Vec<Function>,
    ) -> Result<(), ProblemKind> {
        let home = self.context.home.clone();
        for (_, column) in fields.iter().filter(|(_, column)| column.touch) {
            let column = Identifier::new(column.name)?;
            table.triggers.push(touch::trigger(&home, &column)?);
            functions.push(touch::function(&home, &column)?);
        }
        if self.definition.append_only {
            table.kind = TableKind::AppendOnly;
            table.triggers.extend(append_only::triggers(&home)?);
            functions.push(append_only::function(&home)?);
        }
        table
            .triggers
            .sort_by(|left, right| left.name.cmp(&right.name));
        Ok(())
    }
}

/// The order of the constraints of a table.
pub(super) fn by_kind_and_name(left: &Constraint, right: &Constraint) -> Ordering {
    order_of(&left.kind)
        .cmp(&order_of(&right.kind))
        .then_with(|| left.name.cmp(&right.name))
}

const fn order_of(kind: &ConstraintKind) -> u8 {
    match kind {
        ConstraintKind::PrimaryKey { .. } => 0,
        ConstraintKind::Unique { .. } => 1,
        ConstraintKind::ForeignKey(_) => 2,
        ConstraintKind::Check(_) => 3,
        ConstraintKind::Exclude { .. } => 4,
    }
}
