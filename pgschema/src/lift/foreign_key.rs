use super::constraint::is_tenant_root;
use super::context::Scope;
use super::fields::resolve;
use super::names::NameSpace;
use crate::define::{ForeignKeyDef, ReferentialActionDef, TableDef};
use crate::model::{Constraint, Part};
use crate::sql::{ConstraintKind, ForeignKey, Identifier, ReferentialAction};
use crate::validate::ProblemKind;

impl Scope<'_> {
    /// A foreign key; between tables of tenants it takes the tenant column along, so that it can't
    /// cross from one tenant to another.
    pub(super) fn foreign_key(
        &mut self,
        definition: &ForeignKeyDef,
        own_columns: Vec<Identifier>,
        names: &mut NameSpace,
    ) -> Option<Constraint> {
        let target = (definition.target)();
        let mut referenced_columns = Vec::new();
        for path in definition.target_columns {
            referenced_columns.push(self.target_column(target, path)?);
        }
        let parts: Vec<&str> = own_columns.iter().map(Identifier::as_str).collect();
        let name = self.name_or_derive(names, definition.name, &parts, "fkey")?;
        self.place(Part::Constraint, &name, definition.line);
        let mut columns = own_columns.clone();
        if columns.len() != referenced_columns.len() {
            self.report(ProblemKind::ForeignKeyLength {
                constraint: name.as_str().to_owned(),
                columns: columns.len(),
                target_columns: referenced_columns.len(),
            });
            return None;
        }
        let mut extended = false;
        if let (Some(tenant), Some(target_tenant)) = (self.tenant(), target.tenant) {
            let target_tenant = self.target_column(target, target_tenant)?;
            if !is_tenant_root(target) && !referenced_columns.contains(&target_tenant) {
                columns.insert(0, tenant);
                referenced_columns.insert(0, target_tenant);
                extended = true;
            }
        }
        let label = self.label.clone();
        let references = self.context.qualify(target.schema, target.name, &label)?;
        self.context.targets.insert(references.clone(), target.rust);
        let foreign_key = ForeignKey {
            columns,
            references,
            referenced_columns,
            match_type: definition.match_type,
            on_delete: self.action(definition.on_delete, extended, &own_columns),
            // PostgreSQL has no column list for ON UPDATE, and the tenant of a row never changes.
            on_update: self.action(definition.on_update, false, &own_columns),
        };
        let kind = ConstraintKind::ForeignKey(Box::new(foreign_key));
        Some(Constraint {
            deferrability: definition.deferrability,
            ..Constraint::new(name, kind)
        })
    }

    fn target_column(&mut self, target: &TableDef, path: &'static str) -> Option<Identifier> {
        let Some(column) = resolve(target, path) else {
            let column = format!("{}.{path}", target.name);
            self.report(ProblemKind::MissingColumn {
                column,
                nearest: None,
            });
            return None;
        };
        self.identifier(column.name)
    }

    /// What happens to referencing rows. With the tenant column in the key, only the columns that
    /// were written down are set to NULL: the tenant never is.
    fn action(
        &mut self,
        action: ReferentialActionDef,
        extended: bool,
        own_columns: &[Identifier],
    ) -> ReferentialAction {
        let mut listed = |columns: &'static [&'static str]| match columns {
            [] if extended => own_columns.to_vec(),
            columns => self.columns(columns),
        };
        match action {
            ReferentialActionDef::NoAction => ReferentialAction::NoAction,
            ReferentialActionDef::Restrict => ReferentialAction::Restrict,
            ReferentialActionDef::Cascade => ReferentialAction::Cascade,
            ReferentialActionDef::SetNull(columns) => ReferentialAction::SetNull(listed(columns)),
            ReferentialActionDef::SetDefault(columns) => {
                ReferentialAction::SetDefault(listed(columns))
            }
        }
    }
}
