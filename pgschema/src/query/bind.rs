//! Values out of an expression, to be sent beside the statement.

use super::target::Target;
use super::unbounded::unbounded;
use super::{Parameter, Query, QueryError};
use crate::define::BuiltinType;
use crate::sql::{
    BinaryOperator, DataType, Expr, Function, Identifier, Literal, PositionalParameter,
    QualifiedName,
};

/// The values of a statement, in their order.
#[derive(Debug, Default)]
pub(super) struct Binder {
    parameters: Vec<Parameter>,
}

impl Binder {
    pub(super) fn finish(self, text: String) -> Result<Query, QueryError> {
        // The protocol counts the values in two bytes.
        if self.parameters.len() > usize::from(u16::MAX) {
            return Err(QueryError::TooManyValues {
                count: self.parameters.len(),
            });
        }
        Ok(Query {
            text,
            parameters: self.parameters,
        })
    }

    /// A number that the builder knows to be one.
    pub(super) fn integer(&mut self, number: i64) -> PositionalParameter {
        self.parameter(Parameter::Integer(Some(number)), None)
    }

    fn parameter(
        &mut self,
        parameter: Parameter,
        data_type: Option<&DataType>,
    ) -> PositionalParameter {
        let sent_as = parameter.sent_as();
        self.parameters.push(parameter);
        PositionalParameter::new(self.parameters.len(), sent_as, data_type.cloned())
    }

    /// The expression with its constants replaced by parameters, wherever their type is known:
    /// `expected` says that of the expression itself.
    pub(super) fn bind(
        &mut self,
        target: Target<'_>,
        expression: Expr,
        expected: Option<&DataType>,
    ) -> Expr {
        match expression {
            Expr::Literal(literal) => self.literal(literal, expected),
            Expr::Binary {
                left,
                operator,
                right,
            } => {
                let (of_left, of_right) = operands(target, &left, operator, &right);
                let left = self.bind(target, *left, of_left.as_ref());
                let right = self.bind(target, *right, of_right.as_ref());
                Expr::binary(left, operator, right)
            }
            Expr::Not(operand) => Expr::Not(Box::new(self.bind(target, *operand, None))),
            Expr::In { operand, list } => {
                let data_type = type_of(target, &operand);
                let operand = Box::new(self.bind(target, *operand, None));
                let list = list.into_iter();
                let list = list.map(|it| self.bind(target, it, data_type.as_ref()));
                Expr::In {
                    operand,
                    list: list.collect(),
                }
            }
            Expr::Between { operand, low, high } => {
                let data_type = type_of(target, &operand);
                Expr::Between {
                    operand: Box::new(self.bind(target, *operand, None)),
                    low: Box::new(self.bind(target, *low, data_type.as_ref())),
                    high: Box::new(self.bind(target, *high, data_type.as_ref())),
                }
            }
            Expr::Call {
                mut function,
                arguments,
            } => {
                qualify(target, &mut function);
                let mut types = arguments.iter().map(|it| type_of(target, it));
                // `coalesce(title, '')`: what one argument is, the others are.
                let data_type = types
                    .find_map(|it| it)
                    .filter(|_| is_of_one_type(&function));
                let arguments = arguments.into_iter();
                let arguments = arguments.map(|it| self.bind(target, it, data_type.as_ref()));
                Expr::Call {
                    function,
                    arguments: arguments.collect(),
                }
            }
            Expr::Cast { operand, data_type } => {
                let operand = self.bind(target, *operand, Some(&data_type));
                match operand {
                    // `$1::text::interval` is cast already.
                    Expr::Parameter(it) if it.data_type() == data_type => Expr::Parameter(it),
                    operand => Expr::Cast {
                        operand: Box::new(operand),
                        data_type,
                    },
                }
            }
            Expr::Once(operand) => Expr::Once(Box::new(self.bind(target, *operand, None))),
            Expr::IsNull(operand) => Expr::IsNull(Box::new(self.bind(target, *operand, None))),
            Expr::IsNotNull(operand) => {
                Expr::IsNotNull(Box::new(self.bind(target, *operand, None)))
            }
            // An array of constants takes its type from its elements, and so from nothing.
            other @ (Expr::Column(_) | Expr::Sql(_) | Expr::Parameter(_) | Expr::Array(_)) => other,
        }
    }

    fn literal(&mut self, literal: Literal, expected: Option<&DataType>) -> Expr {
        let number = DataType::Builtin(BuiltinType::Numeric {
            precision: None,
            scale: None,
        });
        let parameter = match (literal, expected) {
            (Literal::Boolean(value), _) => self.parameter(Parameter::Boolean(Some(value)), None),
            (Literal::Integer(value), _) => self.parameter(Parameter::Integer(Some(value)), None),
            (Literal::Bytes(value), _) => self.parameter(Parameter::Bytes(Some(value)), None),
            (Literal::Number(value), expected) => self.parameter(
                Parameter::Text(Some(value.as_str().to_owned())),
                expected.or(Some(&number)),
            ),
            (Literal::Text(value), Some(expected)) => self.parameter(
                Parameter::Text(Some(value.as_str().to_owned())),
                Some(expected),
            ),
            (Literal::Null, Some(expected)) => {
                self.parameter(Parameter::Text(None), Some(expected))
            }
            // Of a type that the server finds out: so it does with a constant, and not with a parameter.
            (literal @ (Literal::Text(_) | Literal::Null), None) => {
                return Expr::Literal(literal);
            }
        };
        Expr::Parameter(parameter)
    }
}

/// What the two sides of an operator are, where one of them is a column.
fn operands(
    target: Target<'_>,
    left: &Expr,
    operator: BinaryOperator,
    right: &Expr,
) -> (Option<DataType>, Option<DataType>) {
    use BinaryOperator as O;

    let text = || Some(DataType::Builtin(BuiltinType::Text));
    match operator {
        O::Equal
        | O::NotEqual
        | O::Less
        | O::LessOrEqual
        | O::Greater
        | O::GreaterOrEqual
        | O::IsDistinctFrom
        | O::IsNotDistinctFrom => (type_of(target, right), type_of(target, left)),
        O::Like | O::StartsWith | O::Matches | O::Concatenate => (text(), text()),
        O::FieldAsText | O::Field => (None, text()),
        // An array in an array, JSON in JSON, a range beside a range; an element of a range says its type itself.
        O::Contains | O::ContainedBy | O::Overlaps => {
            (type_of(target, right), type_of(target, left))
        }
        // The moment before another; an interval says its type itself.
        O::Subtract => (None, type_of(target, left).filter(is_moment)),
        O::Or | O::And | O::Add | O::Multiply | O::Divide | O::Modulo => (None, None),
    }
}

fn type_of(target: Target<'_>, expression: &Expr) -> Option<DataType> {
    match expression {
        Expr::Column(name) => {
            let column = target.table.column(name.as_str())?;
            Some(unbounded(target.database, &column.data_type))
        }
        Expr::Cast { data_type, .. } => Some(data_type.clone()),
        Expr::Binary {
            left,
            operator,
            right,
        } => type_of_operation(target, left, *operator, right),
        Expr::Call {
            function: Function::Builtin(name),
            arguments,
        } => match (name.as_str(), arguments.as_slice()) {
            ("lower" | "upper", [operand]) => type_in(&type_of(target, operand)?),
            ("btrim" | "jsonb_typeof", _) => Some(DataType::Builtin(BuiltinType::Text)),
            ("now", _) => Some(DataType::Builtin(BuiltinType::TimestampTz)),
            ("coalesce", _) => arguments.iter().find_map(|it| type_of(target, it)),
            _ => None,
        },
        _ => None,
    }
}

fn type_of_operation(
    target: Target<'_>,
    left: &Expr,
    operator: BinaryOperator,
    right: &Expr,
) -> Option<DataType> {
    use BinaryOperator as O;

    match operator {
        O::Concatenate | O::FieldAsText => Some(DataType::Builtin(BuiltinType::Text)),
        O::Field => type_of(target, left),
        O::Add => type_of(target, left).filter(is_moment),
        O::Subtract => {
            let left = type_of(target, left).filter(is_moment)?;
            let interval = DataType::Builtin(BuiltinType::Interval);
            match right {
                Expr::Literal(_) => Some(interval),
                right => match type_of(target, right)? {
                    right if right == interval => Some(left),
                    right => is_moment(&right).then_some(interval),
                },
            }
        }
        _ => None,
    }
}

fn is_moment(data_type: &DataType) -> bool {
    matches!(
        data_type,
        DataType::Builtin(BuiltinType::Timestamp | BuiltinType::TimestampTz)
    )
}

/// What `lower` and `upper` give of a type: the bound of a range, and the text of anything else.
fn type_in(data_type: &DataType) -> Option<DataType> {
    use BuiltinType as T;

    let builtin = match data_type {
        DataType::Builtin(T::Int4range) => T::Integer,
        DataType::Builtin(T::Int8range) => T::Bigint,
        DataType::Builtin(T::Numrange) => T::Numeric {
            precision: None,
            scale: None,
        },
        DataType::Builtin(T::Tsrange) => T::Timestamp,
        DataType::Builtin(T::Tstzrange) => T::TimestampTz,
        DataType::Builtin(T::Daterange) => T::Date,
        // A range that was written by hand.
        DataType::Text(text) if text.as_str().to_ascii_lowercase().ends_with("range") => {
            return None;
        }
        _ => T::Text,
    };
    Some(DataType::Builtin(builtin))
}

fn is_of_one_type(function: &Function) -> bool {
    let Function::Builtin(name) = function else {
        return false;
    };
    matches!(name.as_str(), "coalesce" | "greatest" | "least" | "nullif")
}

/// The helpers of the profile by the schema in which they are.
fn qualify(target: Target<'_>, function: &mut Function) {
    let name = match function {
        Function::CurrentTenant => "current_tenant_id",
        Function::CurrentUser => "current_user_id",
        Function::UuidV7 | Function::Builtin(_) | Function::Named(_) => return,
    };
    if let Ok(name) = Identifier::new(name) {
        let name = QualifiedName::from_parts(target.database.home().clone(), name);
        *function = Function::Named(Box::new(name));
    }
}
