use super::column::call;
use super::context::Scope;
use crate::define::{ColumnDef, TypeCheck, TypeDef};
use crate::sql::{BinaryOperator, DataType, Expr, Identifier, Literal};

/// A condition, and the part of its constraint's name.
type Condition = (Expr, &'static str);

impl Scope<'_> {
    /// What a condition of a type comes to on a column, if
    /// [it can be checked](TypeCheck::can_be_checked).
    pub(super) fn type_check(
        &mut self,
        column: &Identifier,
        check: TypeCheck,
        definition: &'static ColumnDef,
        label: &str,
    ) -> Vec<Condition> {
        let value = || Expr::Column(column.clone());
        match check {
            TypeCheck::OctetLength(length) => {
                let octets = call("octet_length", column, []);
                vec![(is(octets, length), "length")]
            }
            TypeCheck::Cardinality(length) => {
                vec![(elements_are(column, definition, length), "length")]
            }
            TypeCheck::NotZero => {
                let not_zero = Expr::binary(value(), BinaryOperator::NotEqual, number(0));
                vec![(not_zero, "not_zero")]
            }
            TypeCheck::Elements(checks) => {
                let mut found = Vec::new();
                self.element_checks(column, checks, definition, 2, label, &mut found);
                found
            }
        }
    }

    /// The conditions on the elements of an array, whose own dimension, if they are arrays, is this
    /// one.
    fn element_checks(
        &mut self,
        column: &Identifier,
        checks: &[TypeCheck],
        definition: &'static ColumnDef,
        dimension: usize,
        label: &str,
        found: &mut Vec<Condition>,
    ) {
        for check in checks {
            match check {
                TypeCheck::NotZero => {
                    let condition = self.no_zero(column, &definition.data_type, label);
                    found.extend(condition.map(|condition| (condition, "not_zero")));
                }
                TypeCheck::Cardinality(length) => {
                    found.push((rows_have(column, dimension, *length), "length"));
                }
                TypeCheck::Elements(checks) => {
                    self.element_checks(column, checks, definition, dimension + 1, label, found);
                }
                // Not of elements: see `can_be_checked`.
                TypeCheck::OctetLength(_) => {}
            }
        }
    }

    /// That no element of an array, in whatever dimension, is 0.
    fn no_zero(
        &mut self,
        column: &Identifier,
        data_type: &'static TypeDef,
        label: &str,
    ) -> Option<Expr> {
        let (element, is_domain) = innermost(data_type);
        let array = self.context.data_type(element, label)?.array();
        let mut value = Expr::Column(column.clone());
        if is_domain {
            // An array of a domain is compared as an array of the type below it.
            value = cast(value, array.clone());
        }
        let zero = cast(Expr::Array(vec![number(0)]), array);
        let has_zero = Expr::binary(value, BinaryOperator::Contains, zero);
        Some(Expr::Not(Box::new(has_zero)))
    }
}

/// The type of the elements of an array in all its dimensions, below all domains, and whether
/// there is one.
fn innermost(data_type: &'static TypeDef) -> (&'static TypeDef, bool) {
    match data_type {
        TypeDef::Array(element) => innermost(element),
        TypeDef::Domain(domain) => (innermost(&domain.base).0, true),
        other => (other, false),
    }
}

/// That an array has a number of elements in its first dimension.
fn elements_are(column: &Identifier, definition: &ColumnDef, length: usize) -> Expr {
    let all = call("cardinality", column, []);
    let mut data_type = &definition.data_type;
    while let TypeDef::Domain(domain) = data_type {
        data_type = &domain.base;
    }
    let has_rows = matches!(data_type, TypeDef::Array(TypeDef::Array(_)));
    if !has_rows || length == 0 {
        return is(all, length);
    }
    // PostgreSQL counts the elements of all dimensions, and an empty array has none.
    let some = Expr::binary(all, BinaryOperator::NotEqual, number(0));
    let rows = is(length_of(column, 1), length);
    Expr::binary(some, BinaryOperator::And, rows)
}

/// That every row of an array of several dimensions has a number of elements.
fn rows_have(column: &Identifier, dimension: usize, length: usize) -> Expr {
    let empty = is(call("cardinality", column, []), 0);
    if length == 0 {
        return empty;
    }
    // An array of one dimension has no length of the second.
    let rows = Expr::binary(
        length_of(column, dimension),
        BinaryOperator::IsNotDistinctFrom,
        number(length),
    );
    Expr::binary(empty, BinaryOperator::Or, rows)
}

/// The number of elements in a dimension.
fn length_of(column: &Identifier, dimension: usize) -> Expr {
    call("array_length", column, [number(dimension)])
}

fn is(value: Expr, length: usize) -> Expr {
    Expr::binary(value, BinaryOperator::Equal, number(length))
}

fn number(number: usize) -> Expr {
    Expr::Literal(Literal::Integer(i64::try_from(number).unwrap_or(i64::MAX)))
}

fn cast(operand: Expr, data_type: DataType) -> Expr {
    Expr::Cast {
        operand: Box::new(operand),
        data_type,
    }
}
