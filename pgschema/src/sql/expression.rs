use pgschema_syntax::identifier::needs_quotes;
use serde::{Deserialize, Serialize};

use super::{
    DataType, ExpressionText, Identifier, Literal, PositionalParameter, QualifiedName, ToSql,
    Writer,
};

/// An expression, as data.
///
/// Typed closures make it from Rust (see [`crate::typed`]); SQL that was written by hand is kept
/// as checked text. Operands stand in parentheses wherever they could be read in two ways, and
/// wherever they were written by hand.
///
/// PostgreSQL manual: Value Expressions.
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
    /// A value that is sent beside the statement; no model has one.
    #[serde(skip)]
    Parameter(PositionalParameter),
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
///
/// ```
/// use pgschema::sql::{Expr, Function, Identifier, QualifiedName, ToSql};
///
/// let call = |function| Expr::Call { function, arguments: Vec::new() }.to_sql();
/// assert_eq!(call(Function::Builtin(Identifier::new("now")?)), "now()");
/// assert_eq!(call(Function::Named(Box::new(QualifiedName::new("app", "order")?))), "app.\"order\"()");
/// # Ok::<(), pgschema::sql::IdentifierError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Function {
    /// A function of `pg_catalog`.
    Builtin(Identifier),
    /// A function of the user's own.
    Named(Box<QualifiedName>),
    /// A UUID of version 7: `uuidv7()` where the server has it, else the function that the profile
    /// makes.
    UuidV7,
    /// The tenant that the transaction is bound to.
    CurrentTenant,
    /// The user that the transaction is bound to.
    CurrentUser,
}

/// An operator between two operands.
///
/// ```
/// use pgschema::sql::BinaryOperator;
///
/// assert_eq!(BinaryOperator::IsDistinctFrom.as_str(), "IS DISTINCT FROM");
/// ```
///
/// PostgreSQL manual: Functions and Operators.
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
    /// `^@`: whether a text starts with another.
    StartsWith,
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
            Self::StartsWith => "^@",
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

    /// `function(arguments)`.
    pub(crate) fn call(function: Function, arguments: Vec<Self>) -> Self {
        Self::Call {
            function,
            arguments,
        }
    }

    /// SQL written by hand.
    ///
    /// ```
    /// use pgschema::sql::{BinaryOperator, Expr, Literal, ToSql};
    ///
    /// let total = Expr::sql("net + tax")?;
    /// let zero = Expr::Literal(Literal::from(0));
    /// let positive = Expr::binary(total, BinaryOperator::Greater, zero);
    /// assert_eq!(positive.to_sql(), "(net + tax) > 0");
    /// assert!(Expr::sql("net, tax").is_err());
    /// # Ok::<(), pgschema::sql::SyntaxError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If the text is not one whole expression.
    pub fn sql(text: impl AsRef<str>) -> Result<Self, super::SyntaxError> {
        ExpressionText::new(text).map(Self::Sql)
    }

    /// Whether the expression needs no parentheses as an operand.
    fn is_primary(&self) -> bool {
        match self {
            Self::Column(_)
            | Self::Parameter(_)
            | Self::Call { .. }
            | Self::Array(_)
            | Self::Once(_) => true,
            // A sign binds less tightly than a cast.
            Self::Literal(Literal::Integer(value)) => *value >= 0,
            Self::Literal(Literal::Number(number)) => !number.as_str().starts_with('-'),
            Self::Literal(_) => true,
            Self::Sql(text) => is_plain_word(text.as_str()),
            _ => false,
        }
    }

    /// Writes the expression as an operand: in parentheses unless it stands by itself.
    pub(crate) fn write_operand(&self, out: &mut Writer) {
        if self.is_primary() {
            self.write(out);
        } else {
            out.push("(");
            self.write(out);
            out.push(")");
        }
    }

    /// Writes the expression where nothing but its own end says that it ends: only what was written
    /// by hand could go on there.
    pub(super) fn write_whole(&self, out: &mut Writer) {
        match self {
            Self::Sql(_) => self.write_operand(out),
            _ => self.write(out),
        }
    }

    /// Writes the expression after DEFAULT, which takes an operand; a literal may have its sign.
    pub(super) fn write_default(&self, out: &mut Writer) {
        match self {
            Self::Literal(literal) => literal.write(out),
            _ => self.write_operand(out),
        }
    }
}

impl ToSql for Expr {
    fn write(&self, out: &mut Writer) {
        match self {
            Self::Column(name) => name.write(out),
            Self::Literal(literal) => literal.write(out),
            Self::Sql(text) => text.write(out),
            Self::Parameter(parameter) => parameter.write(out),
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
                write_wholes(list, out);
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
                write_wholes(arguments, out);
                out.push(")");
            }
            Self::Cast { operand, data_type } => {
                operand.write_operand(out);
                out.push("::");
                data_type.write(out);
            }
            Self::Array(elements) => {
                out.push("ARRAY[");
                write_wholes(elements, out);
                out.push("]");
            }
            Self::Once(operand) => {
                out.push("(SELECT ");
                operand.write_whole(out);
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

fn write_wholes(list: &[Expr], out: &mut Writer) {
    for (position, expression) in list.iter().enumerate() {
        out.push(if position > 0 { ", " } else { "" });
        expression.write_whole(out);
    }
}

/// Whether a text is a word that means the same with parentheses and without: a column, or the
/// `VALUE` of a domain.
fn is_plain_word(text: &str) -> bool {
    text == "VALUE" || !needs_quotes(text)
}

impl ToSql for Function {
    fn write(&self, out: &mut Writer) {
        match self {
            // These are found without quotes only, since to the grammar they are no functions. Any
            // other word that it knows is quoted, or `values(1)` would be a query.
            Self::Builtin(name)
                if matches!(name.as_str(), "coalesce" | "greatest" | "least" | "nullif") =>
            {
                out.push(name.as_str());
            }
            Self::Builtin(name) => name.write(out),
            Self::Named(name) => name.write(out),
            Self::UuidV7 => out.push("uuidv7"),
            Self::CurrentTenant => out.push("current_tenant_id"),
            Self::CurrentUser => out.push("current_user_id"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sql(text: &str) -> Expr {
        Expr::sql(text).unwrap_or(Expr::Literal(Literal::Null))
    }

    fn builtin(name: &str, arguments: Vec<Expr>) -> String {
        match Identifier::new(name) {
            Ok(name) => Expr::call(Function::Builtin(name), arguments).to_sql(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn hand_written_text_stays_one_operand() {
        let text = "a FROM secrets";
        let once = Expr::Once(Box::new(sql(text)));
        assert_eq!(once.to_sql(), "(SELECT (a FROM secrets))");
        let array = Expr::Array(vec![sql("a OR b"), sql("c")]);
        assert_eq!(array.to_sql(), "ARRAY[(a OR b), c]");
        assert_eq!(
            builtin("lower", vec![sql("DISTINCT a")]),
            "lower((DISTINCT a))"
        );
        let either = Expr::binary(sql("a OR b"), BinaryOperator::And, sql("c OR d"));
        assert_eq!(either.to_sql(), "(a OR b) AND (c OR d)");
    }

    #[test]
    fn a_plain_word_needs_no_parentheses() {
        for (text, expected) in [
            ("VALUE", "VALUE IS NULL"),
            ("total_cents", "total_cents IS NULL"),
            ("current_user", "(current_user) IS NULL"),
            ("a.b", "(a.b) IS NULL"),
        ] {
            assert_eq!(Expr::IsNull(Box::new(sql(text))).to_sql(), expected);
        }
    }

    #[test]
    fn a_keyword_is_no_function() {
        let one = || vec![Expr::Literal(Literal::Integer(1))];
        assert_eq!(builtin("values", one()), "\"values\"(1)");
        assert_eq!(builtin("select", one()), "\"select\"(1)");
        assert_eq!(builtin("left", one()), "\"left\"(1)");
        assert_eq!(builtin("coalesce", one()), "coalesce(1)");
        assert_eq!(builtin("a(b", one()), "\"a(b\"(1)");
    }

    #[test]
    fn a_sign_needs_parentheses_under_a_cast_and_none_as_a_default() {
        let negative = Expr::Literal(Literal::Integer(-1));
        let mut out = Writer::default();
        negative.write_default(&mut out);
        assert_eq!(out.into_string(), "-1");
        let cast = Expr::Cast {
            operand: Box::new(negative),
            data_type: crate::define::BuiltinType::Text.into(),
        };
        assert_eq!(cast.to_sql(), "(-1)::text");
    }

    #[test]
    fn nothing_is_in_an_empty_list() {
        let operand = Box::new(sql("a + b"));
        let list = Vec::new();
        assert_eq!(Expr::In { operand, list }.to_sql(), "(a + b) <> (a + b)");
    }
}
