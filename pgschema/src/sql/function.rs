use serde::{Deserialize, Serialize};

use super::{
    DataType, Expr, Identifier, Parameter, PlpgsqlText, QualifiedName, SettingValue, StatementText,
    ToSql, Writer,
};

/// What the result of a function depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Volatility {
    /// Anything.
    Volatile,
    /// What doesn't change within a statement.
    Stable,
    /// Its arguments only.
    Immutable,
}

/// Whether parallel workers may call a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Parallel {
    /// No plan with it is parallel.
    Unsafe,
    /// The leader only.
    Restricted,
    /// They may.
    Safe,
}

/// What a function does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FunctionBody {
    /// `RETURN expression`, bound when the function is made.
    Return(Expr),
    /// `BEGIN ATOMIC … END`, bound when the function is made.
    Atomic(Vec<StatementText>),
    /// PL/pgSQL.
    Plpgsql(PlpgsqlText),
}

#[derive(Clone, Debug, PartialEq)]
struct ArgumentDefinition {
    name: Identifier,
    data_type: DataType,
    default: Option<Expr>,
}

/// `CREATE FUNCTION`.
///
/// PostgreSQL manual: CREATE FUNCTION.
///
/// ```
/// use pgschema::BuiltinType;
/// use pgschema::sql::{CreateFunction, Expr, FunctionBody, QualifiedName, Volatility};
///
/// let name = QualifiedName::new("app", "answer")?;
/// let answer = CreateFunction::new(name, BuiltinType::Bigint.into())
///     .volatility(Volatility::Immutable)
///     .body(FunctionBody::Return(Expr::Literal(42.into())));
/// assert_eq!(
///     answer.to_string(),
///     "CREATE FUNCTION app.answer() RETURNS bigint\n  \
///      LANGUAGE sql IMMUTABLE PARALLEL UNSAFE\n  RETURN 42;"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct CreateFunction {
    name: QualifiedName,
    arguments: Vec<ArgumentDefinition>,
    returns: DataType,
    or_replace: bool,
    returns_set: bool,
    volatility: Volatility,
    strict: bool,
    parallel: Parallel,
    security_definer: bool,
    settings: Vec<(Parameter, SettingValue)>,
    body: Option<FunctionBody>,
}

impl CreateFunction {
    /// A function and what it gives.
    #[must_use]
    pub const fn new(name: QualifiedName, returns: DataType) -> Self {
        Self {
            name,
            arguments: Vec::new(),
            returns,
            or_replace: false,
            returns_set: false,
            volatility: Volatility::Volatile,
            strict: false,
            parallel: Parallel::Unsafe,
            security_definer: false,
            settings: Vec::new(),
            body: None,
        }
    }
    /// In the place of one that is there.
    #[must_use]
    pub const fn or_replace(mut self) -> Self {
        self.or_replace = true;
        self
    }
    /// One more argument.
    #[must_use]
    pub fn argument(mut self, name: Identifier, data_type: DataType) -> Self {
        self.arguments.push(ArgumentDefinition {
            name,
            data_type,
            default: None,
        });
        self
    }
    /// One more argument, with a default.
    #[must_use]
    pub fn argument_default(
        mut self,
        name: Identifier,
        data_type: DataType,
        default: Expr,
    ) -> Self {
        self.arguments.push(ArgumentDefinition {
            name,
            data_type,
            default: Some(default),
        });
        self
    }
    /// Gives a set.
    #[must_use]
    pub const fn returns_set(mut self) -> Self {
        self.returns_set = true;
        self
    }
    /// What its result depends on.
    #[must_use]
    pub const fn volatility(mut self, volatility: Volatility) -> Self {
        self.volatility = volatility;
        self
    }
    /// NULL for a NULL.
    #[must_use]
    pub const fn strict(mut self) -> Self {
        self.strict = true;
        self
    }
    /// Whether parallel workers may call it.
    #[must_use]
    pub const fn parallel(mut self, parallel: Parallel) -> Self {
        self.parallel = parallel;
        self
    }
    /// Runs with its owner's rights.
    #[must_use]
    pub const fn security_definer(mut self) -> Self {
        self.security_definer = true;
        self
    }
    /// A parameter while it runs.
    #[must_use]
    pub fn set(mut self, parameter: Parameter, value: SettingValue) -> Self {
        self.settings.push((parameter, value));
        self
    }
    /// What it does.
    #[must_use]
    pub fn body(mut self, body: FunctionBody) -> Self {
        self.body = Some(body);
        self
    }
}

impl ToSql for CreateFunction {
    fn write(&self, out: &mut Writer) {
        out.push(if self.or_replace {
            "CREATE OR REPLACE FUNCTION "
        } else {
            "CREATE FUNCTION "
        });
        self.name.write(out);
        out.push("(");
        for (position, argument) in self.arguments.iter().enumerate() {
            out.push(if position > 0 { ", " } else { "" });
            argument.name.write(out);
            out.push(" ");
            argument.data_type.write(out);
            if let Some(default) = &argument.default {
                out.push(" DEFAULT ");
                default.write_operand(out);
            }
        }
        out.push(if self.returns_set {
            ") RETURNS SETOF "
        } else {
            ") RETURNS "
        });
        self.returns.write(out);
        out.push(if matches!(self.body, Some(FunctionBody::Plpgsql(_))) {
            "\n  LANGUAGE plpgsql"
        } else {
            "\n  LANGUAGE sql"
        });
        out.push(match self.volatility {
            Volatility::Volatile => " VOLATILE",
            Volatility::Stable => " STABLE",
            Volatility::Immutable => " IMMUTABLE",
        });
        if self.strict {
            out.push(" STRICT");
        }
        out.push(match self.parallel {
            Parallel::Unsafe => " PARALLEL UNSAFE",
            Parallel::Restricted => " PARALLEL RESTRICTED",
            Parallel::Safe => " PARALLEL SAFE",
        });
        if self.security_definer {
            out.push(" SECURITY DEFINER");
        }
        for (parameter, value) in &self.settings {
            out.push(" SET ");
            parameter.write(out);
            out.push(" = ");
            value.write(out);
        }
        match &self.body {
            None => {}
            Some(FunctionBody::Return(expression)) => {
                out.push("\n  RETURN ");
                expression.write(out);
            }
            Some(FunctionBody::Atomic(statements)) => {
                out.push("\n  BEGIN ATOMIC");
                for statement in statements {
                    out.push("\n    ");
                    statement.write(out);
                    out.push(";");
                }
                out.push("\n  END");
            }
            Some(FunctionBody::Plpgsql(text)) => {
                out.push("\n  AS ");
                out.push_dollar_quoted(&format!("\n{}\n", text.as_str()));
            }
        }
        out.push(";");
    }
}
