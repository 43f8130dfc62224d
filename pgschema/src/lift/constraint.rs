use super::context::Scope;
use super::names::NameSpace;
use crate::define::{ColumnDef, ExclusionDef, IndexElementDef, IndexMethod, KeyDef, UniqueDef};
use crate::model::{Constraint, Part};
use crate::sql::{ConstraintKind, Expr, Identifier, IndexElement, Operator};
use crate::validate::ProblemKind;

impl Scope<'_> {
    /// A name as PostgreSQL would derive it.
    pub(super) fn derive(
        &mut self,
        names: &mut NameSpace,
        parts: &[&str],
        suffix: &str,
    ) -> Option<Identifier> {
        match names.derive(self.name.name().as_str(), parts, suffix) {
            Ok(name) => Some(name),
            Err(error) => {
                self.report(error);
                None
            }
        }
    }

    /// The name that was given, or a derived one.
    pub(super) fn name_or_derive(
        &mut self,
        names: &mut NameSpace,
        given: Option<&str>,
        parts: &[&str],
        suffix: &str,
    ) -> Option<Identifier> {
        let Some(given) = given else {
            return self.derive(names, parts, suffix);
        };
        if !names.take(given) {
            let first = format!("a constraint `{given}`");
            self.report(ProblemKind::DuplicateName {
                first,
                second: format!("another `{given}`"),
            });
        }
        self.identifier(given)
    }

    pub(super) fn check(
        &mut self,
        parts: &[&str],
        expression: Expr,
        name: Option<&str>,
        names: &mut NameSpace,
    ) -> Option<Constraint> {
        let name = self.name_or_derive(names, name, parts, "check")?;
        Some(Constraint::new(name, ConstraintKind::Check(expression)))
    }

    /// The primary key: the tenant column first.
    pub(super) fn primary_key(
        &mut self,
        columns: &[(String, &'static ColumnDef)],
        names: &mut NameSpace,
    ) -> Option<Constraint> {
        let (given, key) = if let Some(key) = self.definition.primary_key {
            (key.name, self.columns(key.columns))
        } else {
            let key = columns.iter().filter(|(_, column)| column.primary_key);
            let names: Vec<_> = key.map(|(_, column)| column.name).collect();
            (
                None,
                names
                    .into_iter()
                    .filter_map(|name| self.identifier(name))
                    .collect(),
            )
        };
        if key.is_empty() {
            return None;
        }
        let columns = self.lead_with_tenant(key);
        let name = self.name_or_derive(names, given, &[], "pkey")?;
        Some(Constraint::new(
            name,
            ConstraintKind::PrimaryKey { columns },
        ))
    }

    /// Whether the table is the list of the tenants itself, whose keys need no tenant in front.
    pub(super) fn is_tenant_root(&self) -> bool {
        is_tenant_root(self.definition)
    }

    /// The columns with the tenant column in front, in a table of tenants.
    pub(super) fn lead_with_tenant(&mut self, columns: Vec<Identifier>) -> Vec<Identifier> {
        if self.is_tenant_root() {
            return columns;
        }
        match self.tenant() {
            Some(tenant) if !columns.contains(&tenant) => {
                std::iter::once(tenant).chain(columns).collect()
            }
            _ => columns,
        }
    }

    pub(super) fn unique(
        &mut self,
        definition: &UniqueDef,
        columns: Vec<Identifier>,
        names: &mut NameSpace,
    ) -> Option<Constraint> {
        let columns = self.lead_with_tenant(columns);
        let parts: Vec<&str> = columns.iter().map(Identifier::as_str).collect();
        let name = self.name_or_derive(names, definition.name, &parts, "key")?;
        self.place(Part::Constraint, &name, definition.line);
        let include = self.columns(definition.include);
        let nulls_not_distinct = definition.nulls_not_distinct;
        let kind = ConstraintKind::Unique {
            columns,
            include,
            nulls_not_distinct,
        };
        Some(Constraint {
            deferrability: definition.deferrability,
            ..Constraint::new(name, kind)
        })
    }

    /// Rows of different tenants exclude each other no more than they share unique keys: an error
    /// would tell one tenant about another.
    fn exclude_within_tenant(
        &mut self,
        method: IndexMethod,
        parts: &mut Vec<String>,
        elements: &mut Vec<(IndexElement, Operator)>,
    ) {
        if self.is_tenant_root() {
            return;
        }
        let (Some(tenant), Ok(equal)) = (self.tenant(), Operator::new("=")) else {
            return;
        };
        let is_there = |(element, operator): &(IndexElement, Operator)| {
            element.as_column() == Some(&tenant) && *operator == equal
        };
        if elements.iter().any(is_there) {
            return;
        }
        if let Some(path) = self.definition.tenant {
            let key = KeyDef::Column(path);
            self.support_scalars(
                method,
                &IndexElementDef {
                    key,
                    ..IndexElementDef::EMPTY
                },
            );
        }
        parts.insert(0, tenant.as_str().to_owned());
        elements.insert(0, (IndexElement::column(tenant), equal));
    }

    pub(super) fn exclusion(
        &mut self,
        definition: &ExclusionDef,
        names: &mut NameSpace,
    ) -> Option<Constraint> {
        let mut elements = Vec::new();
        let mut parts = Vec::new();
        for element in definition.elements {
            let operator = match Operator::new(element.operator) {
                Ok(operator) => operator,
                Err(error) => {
                    let text = element.operator.to_owned();
                    self.report(ProblemKind::Syntax { text, error });
                    continue;
                }
            };
            self.support_scalars(definition.method, &element.element);
            let (part, element) = self.index_element(&element.element)?;
            parts.push(part);
            elements.push((element, operator));
        }
        self.exclude_within_tenant(definition.method, &mut parts, &mut elements);
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let name = self.name_or_derive(names, definition.name, &parts, "excl")?;
        let predicate = definition.predicate.and_then(|it| self.expression(it));
        let kind = ConstraintKind::Exclude {
            method: definition.method,
            elements,
            predicate,
        };
        Some(Constraint {
            deferrability: definition.deferrability,
            ..Constraint::new(name, kind)
        })
    }
}

/// Whether a row of the table is a tenant: its tenant column alone is the primary key, and refers to
/// no other table, as that of one row for each tenant does.
pub(super) fn is_tenant_root(definition: &crate::define::TableDef) -> bool {
    let Some(tenant) = definition.tenant else {
        return false;
    };
    let Some(column) = super::fields::resolve(definition, tenant) else {
        return false;
    };
    let is_key = match definition.primary_key {
        Some(key) => key.columns == [tenant],
        None => column.primary_key,
    };
    let mut composite = definition.foreign_keys.iter();
    is_key && column.references.is_none() && !composite.any(|key| key.columns.contains(&tenant))
}
