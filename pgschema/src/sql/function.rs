use serde::{Deserialize, Serialize};

use super::setting::write_assignment;
use super::writer::display_as_sql;
use super::{
    DataType, Expr, Identifier, Parameter, PlpgsqlText, QualifiedName, SettingValue, StatementText,
    ToSql, Writer,
};

/// What the result of a function depends on.
///
/// ```
/// use pgschema::sql::Volatility;
///
/// assert_eq!(Volatility::Stable.to_string(), "STABLE");
/// ```
///
/// PostgreSQL manual: Function Volatility Categories.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Volatility {
    /// Anything, and the function may write.
    Volatile,
    /// Its arguments and what the database has when the statement begins.
    Stable,
    /// Its arguments only.
    Immutable,
}

impl ToSql for Volatility {
    fn write(&self, out: &mut Writer) {
        out.push(match self {
            Self::Volatile => "VOLATILE",
            Self::Stable => "STABLE",
            Self::Immutable => "IMMUTABLE",
        });
    }
}

/// Whether parallel workers may call a function.
///
/// ```
/// use pgschema::sql::Parallel;
///
/// assert_eq!(Parallel::Safe.to_string(), "PARALLEL SAFE");
/// ```
///
/// PostgreSQL manual: Parallel Safety.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Parallel {
    /// A statement that calls it has no parallel workers.
    Unsafe,
    /// Only the leader calls it.
    Restricted,
    /// They may.
    Safe,
}

impl ToSql for Parallel {
    fn write(&self, out: &mut Writer) {
        out.push(match self {
            Self::Unsafe => "PARALLEL UNSAFE",
            Self::Restricted => "PARALLEL RESTRICTED",
            Self::Safe => "PARALLEL SAFE",
        });
    }
}

/// What a function does, and in which language.
///
/// ```
/// use pgschema::sql::{Expr, FunctionBody, PlpgsqlText, StatementText};
///
/// let body = FunctionBody::Return(Expr::sql("a + b")?);
/// assert_eq!(body.to_string(), "RETURN (a + b)");
/// let body = FunctionBody::Atomic(vec![StatementText::new("SELECT id FROM app.users")?]);
/// assert_eq!(body.to_string(), "BEGIN ATOMIC\n  SELECT id FROM app.users;\nEND");
/// let body = FunctionBody::Plpgsql(PlpgsqlText::new("BEGIN RETURN NEW; END")?);
/// assert_eq!(body.to_string(), "AS $$\nBEGIN RETURN NEW; END\n$$");
/// # Ok::<(), pgschema::sql::SyntaxError>(())
/// ```
///
/// PostgreSQL manual: CREATE FUNCTION.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FunctionBody {
    /// `RETURN expression`. What it names is bound when the function is made, so that no search
    /// path changes its meaning later.
    Return(Expr),
    /// `BEGIN ATOMIC … END`. What it names is bound when the function is made, so that no search
    /// path changes its meaning later.
    Atomic(Vec<StatementText>),
    /// PL/pgSQL. What it names is looked up when it runs: [set](CreateFunction::set) `search_path`.
    Plpgsql(PlpgsqlText),
}

impl ToSql for FunctionBody {
    fn write(&self, out: &mut Writer) {
        match self {
            Self::Return(expression) => {
                out.push("RETURN ");
                expression.write_whole(out);
            }
            Self::Atomic(statements) => {
                out.push("BEGIN ATOMIC");
                for statement in statements {
                    out.push_line(2);
                    statement.write(out);
                    out.push(";");
                }
                out.push_line(0);
                out.push("END");
            }
            Self::Plpgsql(text) => {
                out.push("AS ");
                out.push_dollar_quoted(&["\n", text.as_str(), "\n"].concat());
            }
        }
    }
}

display_as_sql!(Volatility, Parallel, FunctionBody);

/// `CREATE FUNCTION`.
///
/// Volatility and parallel safety are always written.
///
/// ```
/// use pgschema::define::BuiltinType;
/// use pgschema::sql::{CreateFunction, Expr, FunctionBody, Parallel, QualifiedName, Volatility};
///
/// let setting = "nullif(current_setting('app.tenant_id', true), '')::uuid";
/// let name = QualifiedName::new("app", "current_tenant_id")?;
/// let function = CreateFunction::new(name, BuiltinType::Uuid.into())
///     .or_replace()
///     .volatility(Volatility::Stable)
///     .parallel(Parallel::Safe)
///     .body(FunctionBody::Return(Expr::sql(setting)?));
/// assert_eq!(
///     function.to_string(),
///     "CREATE OR REPLACE FUNCTION app.current_tenant_id() RETURNS uuid
///   LANGUAGE sql STABLE PARALLEL SAFE
/// RETURN (nullif(current_setting('app.tenant_id', true), '')::uuid);"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// A function that runs with its owner's rights, with an empty search path, which
/// `pg_temp` can't get into:
///
/// ```
/// use pgschema::define::BuiltinType;
/// use pgschema::sql::{
///     CreateFunction, FunctionBody, Identifier, Parameter, PlpgsqlText, QualifiedName,
///     SettingValue,
/// };
///
/// let body = PlpgsqlText::new("BEGIN\n  RETURN EXISTS (SELECT FROM app.users WHERE id = one);\nEND")?;
/// let name = QualifiedName::new("app", "is_known")?;
/// let function = CreateFunction::new(name, BuiltinType::Boolean.into())
///     .argument(Identifier::new("one")?, BuiltinType::Uuid.into())
///     .security_definer()
///     .set(Parameter::new("search_path")?, SettingValue::List(Vec::new()))
///     .body(FunctionBody::Plpgsql(body));
/// assert_eq!(
///     function.to_string(),
///     "CREATE FUNCTION app.is_known(one uuid) RETURNS boolean
///   LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE SECURITY DEFINER
///   SET search_path = ''
/// AS $$
/// BEGIN
///   RETURN EXISTS (SELECT FROM app.users WHERE id = one);
/// END
/// $$;"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// PostgreSQL manual: CREATE FUNCTION.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreateFunction {
    name: QualifiedName,
    arguments: Vec<Argument>,
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

#[derive(Clone, Debug, PartialEq, Eq)]
struct Argument {
    name: Identifier,
    data_type: DataType,
    default: Option<Expr>,
}

impl CreateFunction {
    /// A function and the type of its result. It needs a [body](Self::body).
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

    /// In the place of one with the same name and arguments, whose owner and rights stay.
    #[must_use]
    pub fn or_replace(mut self) -> Self {
        self.or_replace = true;
        self
    }

    /// One more argument.
    #[must_use]
    pub fn argument(self, name: Identifier, data_type: DataType) -> Self {
        self.add(name, data_type, None)
    }

    /// One more argument, which a call may leave out; those after it must have a default too.
    #[must_use]
    pub fn argument_default(self, name: Identifier, data_type: DataType, default: Expr) -> Self {
        self.add(name, data_type, Some(default))
    }

    fn add(mut self, name: Identifier, data_type: DataType, default: Option<Expr>) -> Self {
        self.arguments.push(Argument {
            name,
            data_type,
            default,
        });
        self
    }

    /// The result is a set of rows.
    #[must_use]
    pub fn returns_set(mut self) -> Self {
        self.returns_set = true;
        self
    }

    /// What its result depends on.
    #[must_use]
    pub fn volatility(mut self, volatility: Volatility) -> Self {
        self.volatility = volatility;
        self
    }

    /// The result is NULL if an argument is, and the body isn't run.
    #[must_use]
    pub fn strict(mut self) -> Self {
        self.strict = true;
        self
    }

    /// Whether parallel workers may call it.
    #[must_use]
    pub fn parallel(mut self, parallel: Parallel) -> Self {
        self.parallel = parallel;
        self
    }

    /// Runs with its owner's rights, and not those of who calls it.
    #[must_use]
    pub fn security_definer(mut self) -> Self {
        self.security_definer = true;
        self
    }

    /// A parameter while it runs.
    #[must_use]
    pub fn set(mut self, parameter: Parameter, value: SettingValue) -> Self {
        self.settings.push((parameter, value));
        self
    }

    /// What it does, which also says in which language.
    #[must_use]
    pub fn body(mut self, body: FunctionBody) -> Self {
        self.body = Some(body);
        self
    }
}

impl ToSql for Argument {
    fn write(&self, out: &mut Writer) {
        self.name.write(out);
        out.push(" ");
        self.data_type.write(out);
        if let Some(default) = &self.default {
            out.push(" DEFAULT ");
            default.write_default(out);
        }
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
        out.push_list(&self.arguments, ", ");
        out.push(if self.returns_set {
            ") RETURNS SETOF "
        } else {
            ") RETURNS "
        });
        self.returns.write(out);
        out.push_line(2);
        out.push(match self.body {
            Some(FunctionBody::Plpgsql(_)) => "LANGUAGE plpgsql ",
            _ => "LANGUAGE sql ",
        });
        self.volatility.write(out);
        if self.strict {
            out.push(" STRICT");
        }
        out.push(" ");
        self.parallel.write(out);
        if self.security_definer {
            out.push(" SECURITY DEFINER");
        }
        for (parameter, value) in &self.settings {
            out.push_line(2);
            out.push("SET ");
            write_assignment(parameter, value, out);
        }
        if let Some(body) = &self.body {
            out.push_line(0);
            body.write(out);
        }
        out.push(";");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::define::BuiltinType;
    use crate::sql::Literal;

    #[test]
    fn a_function_with_everything() -> Result<(), Box<dyn std::error::Error>> {
        let none = Expr::Literal(Literal::Null);
        let name = QualifiedName::new("app", "f")?;
        let sql = CreateFunction::new(name, BuiltinType::Integer.into())
            .argument_default(Identifier::new("in")?, BuiltinType::Text.into(), none)
            .returns_set()
            .strict()
            .volatility(Volatility::Immutable)
            .parallel(Parallel::Restricted)
            .body(FunctionBody::Atomic(vec![
                StatementText::new("DELETE FROM app.t")?,
                StatementText::new("SELECT 1")?,
            ]))
            .to_sql();
        let expected = "CREATE FUNCTION app.f(\"in\" text DEFAULT NULL) RETURNS SETOF integer
  LANGUAGE sql IMMUTABLE STRICT PARALLEL RESTRICTED
BEGIN ATOMIC
  DELETE FROM app.t;
  SELECT 1;
END;";
        assert_eq!(sql, expected);
        Ok(())
    }

    #[test]
    fn a_body_with_dollars_gets_another_tag() -> Result<(), Box<dyn std::error::Error>> {
        let body = PlpgsqlText::new("BEGIN EXECUTE $$SELECT 1$$; END")?;
        let sql = FunctionBody::Plpgsql(body).to_sql();
        let expected = "AS $body0$\nBEGIN EXECUTE $$SELECT 1$$; END\n$body0$";
        assert_eq!(sql, expected);
        Ok(())
    }
}
