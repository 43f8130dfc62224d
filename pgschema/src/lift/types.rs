use super::context::Context;
use super::names::NameSpace;
use crate::define::{BuiltinType, CheckDef, DomainDef, EnumDef, EnumRepresentation, TypeDef};
use crate::model::{Column, Constraint, Domain, DomainCheck, Enum, Extension, Table, TableKind};
use crate::sql::{
    BinaryOperator, Collation, ConstraintKind, DataType, Expr, Identifier, Literal, QualifiedName,
    TextLiteral, TypeText,
};
use crate::validate::ProblemKind;

/// What a column of an enum needs beside its type.
pub(super) enum ValueRule {
    /// Any value of the type will do.
    Free,
    /// One of these.
    OneOf(Vec<Literal>, DataType),
    /// One of the rows of a lookup table.
    Lookup(QualifiedName),
}

impl Context {
    /// The type of a column; what it is made of is made too.
    pub(super) fn data_type(&mut self, definition: &TypeDef, object: &str) -> Option<DataType> {
        match definition {
            TypeDef::Builtin(builtin) => Some(DataType::Builtin(*builtin)),
            TypeDef::Array(element) => self.data_type(element, object).map(DataType::array),
            TypeDef::Enum(definition) => self.enum_type(definition, object),
            TypeDef::Domain(definition) => self.domain(definition, object).map(DataType::named),
            TypeDef::Extension { extension, name } => {
                let extension = self.extension(extension, object)?;
                let name = self.identifier(name, object)?;
                Some(DataType::named(QualifiedName::from_parts(
                    extension.schema,
                    name,
                )))
            }
            TypeDef::Named { schema, name } => {
                self.qualify(*schema, name, object).map(DataType::named)
            }
            TypeDef::Sql(text) => match TypeText::new(text) {
                Ok(text) => Some(DataType::Text(text)),
                Err(error) => {
                    self.report(
                        object,
                        ProblemKind::Syntax {
                            text: (*text).to_owned(),
                            error,
                        },
                    );
                    None
                }
            },
        }
    }

    /// An extension, whose objects go to the home schema.
    pub(super) fn extension(&mut self, name: &str, object: &str) -> Option<Extension> {
        let name = self.identifier(name, object)?;
        let schema = self.home.clone();
        let extension = self
            .extensions
            .entry(name.clone())
            .or_insert_with(|| Extension { name, schema });
        Some(extension.clone())
    }

    fn enum_type(&mut self, definition: &'static EnumDef, object: &str) -> Option<DataType> {
        match definition.representation {
            EnumRepresentation::Text => Some(DataType::Builtin(BuiltinType::Text)),
            EnumRepresentation::Integer(builtin) => Some(DataType::Builtin(builtin)),
            EnumRepresentation::Native => {
                let name = self.qualify(definition.schema, definition.name, object)?;
                let native = Enum {
                    name: name.clone(),
                    labels: self.labels(definition, object)?,
                    comment: self.comment(definition.comment, object),
                };
                let known = self
                    .enums
                    .entry(name.clone())
                    .or_insert_with(|| (native.clone(), definition.rust));
                if known.0 != native {
                    let first = known.1.to_owned();
                    let second = definition.rust.to_owned();
                    self.report(&name, ProblemKind::DuplicateType { first, second });
                }
                Some(DataType::named(name))
            }
            EnumRepresentation::Lookup => {
                self.lookup(definition, object)?;
                Some(DataType::Builtin(BuiltinType::Text))
            }
        }
    }

    /// What the values of a type must be.
    pub(super) fn value_rule(&mut self, definition: &TypeDef, object: &str) -> ValueRule {
        let TypeDef::Enum(definition) = definition else {
            return ValueRule::Free;
        };
        match definition.representation {
            EnumRepresentation::Native => ValueRule::Free,
            EnumRepresentation::Text => {
                let labels = self.labels(definition, object).unwrap_or_default();
                let literals = labels.into_iter().map(Literal::Text).collect();
                ValueRule::OneOf(literals, DataType::Builtin(BuiltinType::Text))
            }
            EnumRepresentation::Integer(builtin) => {
                let numbers = definition.variants.iter();
                let literals = numbers
                    .map(|variant| Literal::Integer(variant.number))
                    .collect();
                ValueRule::OneOf(literals, DataType::Builtin(builtin))
            }
            EnumRepresentation::Lookup => match self.lookup(definition, object) {
                Some(table) => ValueRule::Lookup(table),
                None => ValueRule::Free,
            },
        }
    }

    fn labels(&mut self, definition: &EnumDef, object: &str) -> Option<Vec<TextLiteral>> {
        let labels = definition
            .variants
            .iter()
            .map(|variant| TextLiteral::new(variant.label));
        match labels.collect() {
            Ok(labels) => Some(labels),
            Err(error) => {
                self.report(object, error);
                None
            }
        }
    }

    /// The table of an enum's values.
    fn lookup(&mut self, definition: &'static EnumDef, object: &str) -> Option<QualifiedName> {
        let name = self.qualify(definition.schema, definition.name, object)?;
        if let Some((_, rust)) = self.lookups.get(&name) {
            if *rust != definition.rust {
                let first = (*rust).to_owned();
                let second = definition.rust.to_owned();
                self.report(&name, ProblemKind::DuplicateType { first, second });
            }
            return Some(name);
        }
        let labels = self.labels(definition, object)?;
        let mut table = Table::new(name.clone());
        table.kind = TableKind::Lookup;
        table.rust = definition.rust.to_owned();
        table.comment = self.comment(definition.comment, object);
        let value = self.identifier("value", object)?;
        let description = self.identifier("description", object)?;
        let text = DataType::Builtin(BuiltinType::Text);
        table.columns.push(Column::new(value.clone(), text.clone()));
        table.columns.push(Column {
            nullable: true,
            ..Column::new(description, text)
        });
        let key = NameSpace::default()
            .derive(definition.name, &[], "pkey")
            .ok()?;
        table.constraints = vec![Constraint::new(
            key,
            ConstraintKind::PrimaryKey {
                columns: vec![value],
            },
        )];
        for (variant, label) in definition.variants.iter().zip(labels) {
            let description = self
                .comment(variant.comment, object)
                .map_or(Literal::Null, Literal::Text);
            table.rows.push(vec![Literal::Text(label), description]);
        }
        self.lookups.insert(name.clone(), (table, definition.rust));
        Some(name)
    }

    fn domain(&mut self, definition: &'static DomainDef, object: &str) -> Option<QualifiedName> {
        let name = self.qualify(definition.schema, definition.name, object)?;
        let base = self.data_type(&definition.base, object)?;
        let mut names = NameSpace::default();
        let mut checks = Vec::new();
        let mut element = &definition.base;
        while let TypeDef::Array(inner) = element {
            element = inner;
        }
        let is_array = matches!(definition.base, TypeDef::Array(_));
        let value = Expr::Sql(crate::sql::ExpressionText::new("VALUE").ok()?);
        let expression = match self.value_rule(element, object) {
            ValueRule::Free => None,
            ValueRule::OneOf(literals, data_type) if is_array => {
                Some(all_of(value, literals, data_type))
            }
            ValueRule::OneOf(literals, _) => Some(one_of(value, literals)),
            ValueRule::Lookup(table) => {
                let values = table.to_string();
                self.report(&name, ProblemKind::DomainOfLookup { name: values });
                None
            }
        };
        if let Some(expression) = expression {
            let check = names.derive(definition.name, &[], "check").ok()?;
            checks.push(DomainCheck {
                name: check,
                expression,
            });
        }
        for check in definition.checks {
            checks.extend(self.domain_check(definition, check, &mut names, object));
        }
        let default = match definition.default.map(|default| self.expression(default)) {
            Some(Ok(default)) => Some(default),
            Some(Err(kind)) => {
                self.report(&name, kind);
                None
            }
            None => None,
        };
        let collation = definition
            .collation
            .and_then(|name| self.identifier(name, object))
            .map(Collation::Named);
        let comment = self.comment(definition.comment, object);
        let domain = Domain {
            name: name.clone(),
            base,
            collation,
            default,
            checks,
            comment,
        };
        let known = self
            .domains
            .entry(name.clone())
            .or_insert_with(|| (domain.clone(), definition.rust));
        if known.0 != domain {
            let first = known.1.to_owned();
            let second = definition.rust.to_owned();
            self.report(&name, ProblemKind::DuplicateType { first, second });
        }
        Some(name)
    }

    fn domain_check(
        &mut self,
        definition: &DomainDef,
        check: &CheckDef,
        names: &mut NameSpace,
        object: &str,
    ) -> Option<DomainCheck> {
        let expression = match self.expression(check.expression) {
            Ok(expression) => expression,
            Err(kind) => {
                self.report(definition.rust, kind);
                return None;
            }
        };
        let name = match check.name {
            Some(name) => self.identifier(name, object)?,
            None => names.derive(definition.name, &[], "check").ok()?,
        };
        Some(DomainCheck { name, expression })
    }

    /// The text of a doc comment: each line without the space that rustdoc puts before it.
    pub(super) fn comment(&mut self, lines: &[&str], object: &str) -> Option<TextLiteral> {
        let lines = lines.iter().flat_map(|block| block.split('\n'));
        let text: Vec<&str> = lines
            .map(|line| line.strip_prefix(' ').unwrap_or(line))
            .collect();
        let text = text.join("\n");
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        match TextLiteral::new(text) {
            Ok(comment) => Some(comment),
            Err(error) => {
                self.report(object, error);
                None
            }
        }
    }
}

/// The condition that a value is one of a list.
pub(super) fn one_of(value: Expr, literals: Vec<Literal>) -> Expr {
    let list = literals.into_iter().map(Expr::Literal).collect();
    Expr::In {
        operand: Box::new(value),
        list,
    }
}

/// The condition that every element of an array is one of a list.
pub(super) fn all_of(array: Expr, literals: Vec<Literal>, element: DataType) -> Expr {
    let list = literals.into_iter().map(Expr::Literal).collect();
    let list = Expr::Cast {
        operand: Box::new(Expr::Array(list)),
        data_type: element.array(),
    };
    Expr::binary(array, BinaryOperator::ContainedBy, list)
}

/// The name of the function that makes UUIDs of version 7 where the server has none.
pub(crate) fn uuid_v7_name(home: &Identifier) -> Result<QualifiedName, ProblemKind> {
    Ok(QualifiedName::from_parts(
        home.clone(),
        Identifier::new("uuid_v7")?,
    ))
}
