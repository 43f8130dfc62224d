use super::context::Scope;
use super::names::NameSpace;
use super::types::{ValueRule, all_of, one_of};
use crate::define::{BuiltinType, ColumnDef, TypeDef};
use crate::model::{Column, Constraint};
use crate::sql::{
    BinaryOperator, Collation, ConstraintKind, DataType, Expr, ForeignKey, Function, Generated,
    Identifier, Identity, Literal, ReferentialAction, ToSql,
};
use crate::validate::ProblemKind;

impl Scope<'_> {
    /// A column of the table.
    pub(super) fn model_column(&mut self, definition: &'static ColumnDef) -> Option<Column> {
        let name = self.identifier(definition.name)?;
        let label = self.column_label(&name);
        let data_type = self.context.data_type(&definition.data_type, &label)?;
        let data_type = self.with_modifiers(definition, data_type, &label);
        if definition.max_len.is_some()
            && definition.encrypted.is_none()
            && !may_be_text(&definition.data_type)
        {
            self.no_meaning("max_len", &data_type, &label);
        }
        if definition.touch && !may_be_time(&definition.data_type) {
            self.no_meaning("touch", &data_type, &label);
        }
        let mut column = Column::new(name, data_type);
        column.nullable = definition.nullable;
        column.default = match definition.default {
            Some(default) => self.expression(default),
            None => implied_default(definition),
        };
        column.identity = definition.identity.map(|identity| {
            Box::new(Identity {
                kind: identity.kind,
                start: identity.start,
                increment: identity.increment,
            })
        });
        column.generated = definition.generated.and_then(|generated| {
            let expression = self.expression(generated.expression)?;
            Some(Box::new(Generated {
                kind: generated.kind,
                expression,
            }))
        });
        column.immutable = definition.immutable;
        column.collation = definition
            .collation
            .and_then(|name| self.identifier(name))
            .map(|name| Box::new(Collation::Named(name)));
        column.storage = definition.storage;
        column.compression = definition.compression;
        column.comment = self.context.comment(definition.comment, &label);
        Some(column)
    }

    pub(super) fn column_label(&self, column: &Identifier) -> String {
        format!("{}.{}", self.label, column.as_str())
    }

    /// Reports a key that the type of the column gives no meaning.
    fn no_meaning(&mut self, key: &'static str, data_type: &DataType, label: &str) {
        let data_type = data_type.to_sql();
        self.context
            .report(label, ProblemKind::KeyWithoutMeaning { key, data_type });
    }

    fn with_modifiers(
        &mut self,
        definition: &ColumnDef,
        data_type: DataType,
        label: &str,
    ) -> DataType {
        let mut changed = data_type;
        if definition.precision.is_some() || definition.scale.is_some() {
            match &mut changed {
                DataType::Builtin(builtin @ BuiltinType::Numeric { .. }) => {
                    *builtin = BuiltinType::Numeric {
                        precision: definition.precision,
                        scale: definition.scale,
                    };
                }
                other => self.no_meaning("precision", other, label),
            }
        }
        if let Some(dimensions) = definition.dimensions {
            match (&mut changed, i32::try_from(dimensions)) {
                (DataType::Named(named), Ok(dimensions)) => named.modifiers = vec![dimensions],
                (other, _) => self.no_meaning("dimensions", other, label),
            }
        }
        changed
    }

    /// The constraints that a column's type and keys come to, but for foreign keys.
    pub(super) fn column_checks(
        &mut self,
        definition: &'static ColumnDef,
        names: &mut NameSpace,
    ) -> Vec<Constraint> {
        let Some(column) = self.identifier(definition.name) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        let label = self.column_label(&column);
        found.extend(self.value_constraint(&column, definition, names, &label));
        for check in definition.type_checks {
            if !check.can_be_checked(&definition.data_type) {
                self.context.report(&label, ProblemKind::ElementsUnchecked);
                continue;
            }
            for (expression, part) in self.type_check(&column, *check, definition, &label) {
                found.extend(self.check(&[column.as_str(), part], expression, None, names));
            }
        }
        found.extend(self.encrypted_check(&column, definition, names));
        found.extend(self.encrypted_unique(&column, definition, names));
        if let Some(length) = definition
            .max_len
            .filter(|_| definition.encrypted.is_none())
        {
            let length = Expr::Literal(Literal::Integer(i64::from(length)));
            let expression = Expr::binary(
                call("char_length", &column, []),
                BinaryOperator::LessOrEqual,
                length,
            );
            found.extend(self.check(&[column.as_str(), "length"], expression, None, names));
        }
        for check in definition.checks {
            let expression = self.expression(check.expression);
            found.extend(
                expression.and_then(|it| self.check(&[column.as_str()], it, check.name, names)),
            );
        }
        found
    }

    fn value_constraint(
        &mut self,
        column: &Identifier,
        definition: &'static ColumnDef,
        names: &mut NameSpace,
        label: &str,
    ) -> Option<Constraint> {
        let mut element = &definition.data_type;
        while let TypeDef::Array(inner) = element {
            element = inner;
        }
        let is_array = matches!(definition.data_type, TypeDef::Array(_));
        match self.context.value_rule(element, label) {
            ValueRule::Free => None,
            ValueRule::OneOf(literals, data_type) => {
                let expression = if is_array {
                    all_of(Expr::Column(column.clone()), literals, data_type)
                } else {
                    one_of(Expr::Column(column.clone()), literals)
                };
                self.check(&[column.as_str()], expression, None, names)
            }
            ValueRule::Lookup(table) if is_array => {
                self.report(ProblemKind::ArrayOfLookup {
                    name: table.to_string(),
                });
                None
            }
            ValueRule::Lookup(table) => {
                let name = self.derive(names, &[column.as_str()], "fkey")?;
                let value = self.identifier("value")?;
                let foreign_key = ForeignKey {
                    columns: vec![column.clone()],
                    references: table,
                    referenced_columns: vec![value],
                    match_type: crate::define::Match::Simple,
                    on_delete: ReferentialAction::NoAction,
                    on_update: ReferentialAction::NoAction,
                };
                Some(Constraint::new(
                    name,
                    ConstraintKind::ForeignKey(Box::new(foreign_key)),
                ))
            }
        }
    }
}

/// What a column is when neither an INSERT nor its definition says.
fn implied_default(definition: &ColumnDef) -> Option<Expr> {
    if definition.no_default {
        return None;
    }
    if definition.touch {
        return builtin_call("now");
    }
    let has_value_of_its_own = definition.identity.is_some()
        || definition.generated.is_some()
        || definition.references.is_some();
    (definition.primary_key && !has_value_of_its_own && is_uuid(&definition.data_type))
        .then(|| Expr::call(Function::UuidV7, Vec::new()))
}

/// Whether values of the type may be text, whose characters can be counted.
fn may_be_text(data_type: &TypeDef) -> bool {
    match data_type {
        TypeDef::Builtin(builtin) => matches!(
            builtin,
            BuiltinType::Text | BuiltinType::Varchar(_) | BuiltinType::Char(_) | BuiltinType::Name
        ),
        TypeDef::Domain(domain) => may_be_text(&domain.base),
        TypeDef::Array(_) | TypeDef::Enum(_) => false,
        TypeDef::Extension { .. } | TypeDef::Named { .. } => true,
        TypeDef::Sql(text) => pgschema_syntax::check::may_be_text(text),
    }
}

/// Whether values of the type may be times.
fn may_be_time(data_type: &TypeDef) -> bool {
    match data_type {
        TypeDef::Builtin(builtin) => matches!(
            builtin,
            BuiltinType::TimestampTz
                | BuiltinType::Timestamp
                | BuiltinType::Date
                | BuiltinType::Time
                | BuiltinType::TimeTz
        ),
        TypeDef::Domain(domain) => may_be_time(&domain.base),
        TypeDef::Array(_) | TypeDef::Enum(_) => false,
        TypeDef::Extension { .. } | TypeDef::Named { .. } | TypeDef::Sql(_) => true,
    }
}

fn is_uuid(data_type: &TypeDef) -> bool {
    match data_type {
        TypeDef::Builtin(builtin) => *builtin == BuiltinType::Uuid,
        TypeDef::Domain(domain) => is_uuid(&domain.base),
        _ => false,
    }
}

/// A call of a function of `pg_catalog` with a column, and more after it.
pub(super) fn call(
    function: &str,
    column: &Identifier,
    more: impl IntoIterator<Item = Expr>,
) -> Expr {
    let column = Expr::Column(column.clone());
    match Identifier::new(function) {
        Ok(name) => {
            let arguments = std::iter::once(column).chain(more).collect();
            Expr::call(Function::Builtin(name), arguments)
        }
        Err(_) => column,
    }
}

pub(super) fn builtin_call(function: &str) -> Option<Expr> {
    let name = Identifier::new(function).ok()?;
    Some(Expr::call(Function::Builtin(name), Vec::new()))
}
