use serde::{Deserialize, Serialize};

use super::{DataType, ExpressionText, Identifier, Literal, QualifiedName, ToSql, Writer};

/// An expression, as data.
///
/// Typed closures make it from Rust (see [`crate::typed`]); SQL that was written by hand is kept
/// as checked text.
///
/// ```
/// use pgschema::sql::{BinaryOperator, Expr, Identifier, Literal, ToSql};
///
/// let total = Expr::Column(Identifier::new("total_cents")?);
/// let positive = Expr::binary(total, BinaryOperator::Greater, Expr::Literal(Literal::from(0)));
/// assert_eq!(positive.to_sql(), "total_cents > 0");
/// # Ok::<(), pgschema::sql::IdentifierError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Expr {
    /// A column.
    Column(Identifier),
    /// A constant.
    Literal(Literal),
    /// SQL that was written by hand.
    Sql(ExpressionText),
    /// `left operator right`.
    Binary {
        /// The left operand.
        left: Box<Expr>,
        /// The operator.
        operator: BinaryOperator,
        /// The right operand.
        right: Box<Expr>,
    },
    /// `NOT operand`.
    Not(Box<Expr>),
    /// `operand IS NULL`.
    IsNull(Box<Expr>),
    /// `operand IS NOT NULL`.
    IsNotNull(Box<Expr>),
    /// `operand IN (…)`.
    In {
        /// What is looked for.
        operand: Box<Expr>,
        /// Among which.
        list: Vec<Expr>,
    },
    /// `operand BETWEEN low AND high`.
    Between {
        /// What is compared.
        operand: Box<Expr>,
        /// The least.
        low: Box<Expr>,
        /// The greatest.
        high: Box<Expr>,
    },
    /// `name(arguments)`.
    Call {
        /// Which function.
        function: Function,
        /// With what.
        arguments: Vec<Expr>,
    },
    /// `operand::type`.
    Cast {
        /// What is converted.
        operand: Box<Expr>,
        /// Into what.
        data_type: DataType,
    },
    /// `ARRAY[…]`.
    Array(Vec<Expr>),
    /// `(SELECT expression)`: evaluated once for the statement, not once for each row.
    Once(Box<Expr>),
}

/// A function that an expression calls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Function {
    /// A function of `pg_catalog`.
    Builtin(Identifier),
    /// A function of the user's own.
    Named(QualifiedName),
    /// A UUID of version 7: `uuidv7()` where the server has it, else the function that the profile
    /// makes.
    UuidV7,
    /// The tenant that the transaction is bound to.
    CurrentTenant,
    /// The user that the transaction is bound to.
    CurrentUser,
}

/// An operator between two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BinaryOperator {
    /// `OR`
    Or,
    /// `AND`
    And,
    /// `=`
    Equal,
    /// `<>`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `IS DISTINCT FROM`
    IsDistinctFrom,
    /// `IS NOT DISTINCT FROM`
    IsNotDistinctFrom,
    /// `LIKE`
    Like,
    /// `~`
    Matches,
    /// `||`
    Concatenate,
    /// `@>`
    Contains,
    /// `<@`
    ContainedBy,
    /// `&&`
    Overlaps,
    /// `->`
    Field,
    /// `->>`
    FieldAsText,
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `%`
    Modulo,
}

impl BinaryOperator {
    /// The operator as SQL writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Or => "OR",
            Self::And => "AND",
            Self::Equal => "=",
            Self::NotEqual => "<>",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::IsDistinctFrom => "IS DISTINCT FROM",
            Self::IsNotDistinctFrom => "IS NOT DISTINCT FROM",
            Self::Like => "LIKE",
            Self::Matches => "~",
            Self::Concatenate => "||",
            Self::Contains => "@>",
            Self::ContainedBy => "<@",
            Self::Overlaps => "&&",
            Self::Field => "->",
            Self::FieldAsText => "->>",
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::Modulo => "%",
        }
    }
}

impl Expr {
    /// `left operator right`.
    #[must_use]
    pub fn binary(left: Self, operator: BinaryOperator, right: Self) -> Self {
        Self::Binary {
            left: Box::new(left),
            operator,
            right: Box::new(right),
        }
    }

    /// A call of a function of `pg_catalog`; its name is no input, so it is trusted to be one.
    pub(crate) fn call(function: Function, arguments: Vec<Self>) -> Self {
        Self::Call {
            function,
            arguments,
        }
    }

    /// SQL written by hand.
    ///
    /// # Errors
    ///
    /// If the text is not one whole expression.
    pub fn sql(text: impl AsRef<str>) -> Result<Self, super::SyntaxError> {
        ExpressionText::new(text).map(Self::Sql)
    }

    /// Whether the expression needs no parentheses as an operand.
    const fn is_primary(&self) -> bool {
        matches!(
            self,
            Self::Column(_) | Self::Literal(_) | Self::Call { .. } | Self::Array(_) | Self::Once(_)
        )
    }

    /// Writes the expression with parentheses unless it stands by itself.
    pub(crate) fn write_operand(&self, out: &mut Writer) {
        // A sign binds less tightly than a cast.
        let signed = matches!(self, Self::Literal(Literal::Integer(value)) if *value < 0)
            || matches!(self, Self::Literal(Literal::Number(number)) if number.as_str().starts_with('-'));
        if self.is_primary() && !signed {
            self.write(out);
        } else {
            out.push("(");
            self.write(out);
            out.push(")");
        }
    }
}

impl ToSql for Expr {
    fn write(&self, out: &mut Writer) {
        match self {
            Self::Column(name) => name.write(out),
            Self::Literal(literal) => literal.write(out),
            Self::Sql(text) => text.write(out),
            Self::Binary {
                left,
                operator,
                right,
            } => {
                write_side(left, *operator, out);
                out.push(" ");
                out.push(operator.as_str());
                out.push(" ");
                write_side(right, *operator, out);
            }
            Self::Not(operand) => {
                out.push("NOT ");
                operand.write_operand(out);
            }
            Self::IsNull(operand) => {
                operand.write_operand(out);
                out.push(" IS NULL");
            }
            Self::IsNotNull(operand) => {
                operand.write_operand(out);
                out.push(" IS NOT NULL");
            }
            Self::In { operand, list } if list.is_empty() => {
                // SQL has no empty list; nothing is in it, and NULL stays NULL.
                operand.write_operand(out);
                out.push(" <> ");
                operand.write_operand(out);
            }
            Self::In { operand, list } => {
                operand.write_operand(out);
                out.push(" IN (");
                out.push_list(list, ", ");
                out.push(")");
            }
            Self::Between { operand, low, high } => {
                operand.write_operand(out);
                out.push(" BETWEEN ");
                low.write_operand(out);
                out.push(" AND ");
                high.write_operand(out);
            }
            Self::Call {
                function,
                arguments,
            } => {
                function.write(out);
                out.push("(");
                out.push_list(arguments, ", ");
                out.push(")");
            }
            Self::Cast { operand, data_type } => {
                operand.write_operand(out);
                out.push("::");
                data_type.write(out);
            }
            Self::Array(elements) => {
                out.push("ARRAY[");
                out.push_list(elements, ", ");
                out.push("]");
            }
            Self::Once(operand) => {
                out.push("(SELECT ");
                operand.write(out);
                out.push(")");
            }
        }
    }
}

/// Chains of the same AND, OR or `||` read better flat, and mean the same.
fn write_side(side: &Expr, around: BinaryOperator, out: &mut Writer) {
    let associative = matches!(
        around,
        BinaryOperator::And | BinaryOperator::Or | BinaryOperator::Concatenate
    );
    match side {
        Expr::Binary { operator, .. } if associative && *operator == around => side.write(out),
        Expr::Literal(_) => side.write(out),
        _ => side.write_operand(out),
    }
}

impl ToSql for Function {
    fn write(&self, out: &mut Writer) {
        match self {
            // Some functions are keywords, `coalesce` among them, and aren't found in quotes. A name
            // that isn't a plain word can't be one of those.
            Self::Builtin(name) if is_word(name.as_str()) => out.push(name.as_str()),
            Self::Builtin(name) => name.write(out),
            Self::Named(name) => name.write(out),
            Self::UuidV7 => out.push("uuidv7"),
            Self::CurrentTenant => out.push("current_tenant_id"),
            Self::CurrentUser => out.push("current_user_id"),
        }
    }
}

fn is_word(name: &str) -> bool {
    name.bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}
