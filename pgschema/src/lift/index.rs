use super::context::Scope;
use super::names::NameSpace;
use crate::define::{BuiltinType, IndexDef, IndexElementDef, IndexMethod, KeyDef, TypeDef};
use crate::model::{Index, Part};
use crate::sql::{Collation, Expr, Identifier, IndexElement, OperatorClass, StorageParameters};
use crate::validate::ProblemKind;

impl Scope<'_> {
    /// An index; in a table of tenants a btree leads with the tenant column.
    pub(super) fn index(&mut self, definition: &IndexDef, names: &mut NameSpace) -> Option<Index> {
        let mut parts = Vec::new();
        let mut elements = Vec::new();
        for element in definition.elements {
            self.support_scalars(definition.method, element);
            let (part, element) = self.index_element(element)?;
            parts.push(part);
            elements.push(element);
        }
        let takes_tenant = definition.method == IndexMethod::Btree
            && !definition.across_tenants
            && !self.is_tenant_root();
        if takes_tenant
            && let Some(tenant) = self.tenant()
            && !elements
                .iter()
                .any(|element| element.as_column() == Some(&tenant))
        {
            parts.insert(0, tenant.as_str().to_owned());
            elements.insert(0, IndexElement::column(tenant));
        }
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let name = self.name_or_derive(names, definition.name, &parts, "idx")?;
        self.place(Part::Index, &name, definition.line);
        let mut index = Index::new(name, elements);
        index.method = definition.method;
        index.unique = definition.unique;
        index.nulls_not_distinct = definition.nulls_not_distinct;
        index.include = self.columns(definition.include);
        index.predicate = definition
            .predicate
            .and_then(|predicate| self.expression(predicate));
        index.storage = self.storage(definition.storage);
        Some(index)
    }

    /// An element, and what it contributes to the name of its index.
    pub(super) fn index_element(
        &mut self,
        definition: &IndexElementDef,
    ) -> Option<(String, IndexElement)> {
        let (part, mut element) = match definition.key {
            KeyDef::Column(path) => {
                let column = self.column(path)?;
                (column.as_str().to_owned(), IndexElement::column(column))
            }
            KeyDef::Expression(expression) => {
                let expression = self.expression(expression)?;
                (
                    expression_part(&expression),
                    IndexElement::expression(expression),
                )
            }
        };
        if let Some(collation) = definition.collation {
            element = element.collation(Collation::Named(self.identifier(collation)?));
        }
        if let Some(class) = definition.operator_class {
            let label = self.label.clone();
            if let Some(extension) = extension_of(class) {
                self.context.extension(extension, &label);
            }
            element = element.operator_class(OperatorClass::Named(self.identifier(class)?));
        }
        if let Some(order) = definition.order {
            element = element.order(order);
        }
        if let Some(nulls) = definition.nulls {
            element = element.nulls(nulls);
        }
        Some((part, element))
    }

    /// GiST and GIN index plain values with an extension only.
    pub(super) fn support_scalars(&mut self, method: IndexMethod, element: &IndexElementDef) {
        let extension = match method {
            IndexMethod::Gist => "btree_gist",
            IndexMethod::Gin => "btree_gin",
            _ => return,
        };
        let KeyDef::Column(path) = element.key else {
            return;
        };
        let is_scalar = super::fields::resolve(self.definition, path)
            .is_some_and(|column| is_scalar(&column.data_type));
        if is_scalar && element.operator_class.is_none() {
            let label = self.label.clone();
            self.context.extension(extension, &label);
        }
    }

    pub(super) fn storage(&mut self, parameters: &[(&str, &str)]) -> StorageParameters {
        match StorageParameters::parse(parameters.iter().copied()) {
            Ok(parameters) => parameters,
            Err(error) => {
                self.report(ProblemKind::StorageParameter(error.to_string()));
                StorageParameters::default()
            }
        }
    }
}

/// Whether values of the type are compared as a whole, as a btree does.
fn is_scalar(data_type: &TypeDef) -> bool {
    match data_type {
        TypeDef::Builtin(builtin) => matches!(
            builtin,
            BuiltinType::Boolean
                | BuiltinType::Smallint
                | BuiltinType::Integer
                | BuiltinType::Bigint
                | BuiltinType::Real
                | BuiltinType::DoublePrecision
                | BuiltinType::Numeric { .. }
                | BuiltinType::Text
                | BuiltinType::Varchar(_)
                | BuiltinType::Char(_)
                | BuiltinType::Bytea
                | BuiltinType::Uuid
                | BuiltinType::Date
                | BuiltinType::Time
                | BuiltinType::Timestamp
                | BuiltinType::TimestampTz
                | BuiltinType::Interval
                | BuiltinType::Oid
        ),
        TypeDef::Enum(_) => true,
        TypeDef::Domain(domain) => is_scalar(&domain.base),
        _ => false,
    }
}

/// PostgreSQL names the key of an expression after its function, else `expr`.
fn expression_part(expression: &Expr) -> String {
    match expression {
        Expr::Column(column) => column.as_str().to_owned(),
        Expr::Call {
            function: crate::sql::Function::Builtin(name),
            ..
        } => name.as_str().to_owned(),
        Expr::Sql(text) => leading_function(text.as_str()).unwrap_or("expr").to_owned(),
        _ => "expr".to_owned(),
    }
}

/// `lower` of `lower(email)`.
fn leading_function(text: &str) -> Option<&str> {
    let (name, rest) = text.split_once('(')?;
    let is_name = !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    (is_name && rest.ends_with(')') && Identifier::new(name).is_ok()).then_some(name)
}

/// The extension that an operator class comes from.
fn extension_of(class: &str) -> Option<&'static str> {
    match class {
        "gin_trgm_ops" | "gist_trgm_ops" => Some("pg_trgm"),
        "vector_l2_ops" | "vector_ip_ops" | "vector_cosine_ops" | "vector_l1_ops" => Some("vector"),
        _ => None,
    }
}
