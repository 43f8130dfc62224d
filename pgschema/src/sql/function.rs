use serde::{Deserialize, Serialize};

use super::{
    DataType, Expr, Identifier, Parameter, PlpgsqlText, QualifiedName, SettingValue, StatementText,
    TextLiteral, ToSql, Writer,
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

/// When a trigger fires.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TriggerTiming {
    /// Before the change.
    Before,
    /// After it.
    After,
    /// In its place, on a view.
    InsteadOf,
}
/// What a trigger fires at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TriggerEvent {
    /// INSERT.
    Insert,
    /// UPDATE, of some columns only where there is a list.
    Update(Vec<Identifier>),
    /// DELETE.
    Delete,
    /// TRUNCATE.
    Truncate,
}
impl ToSql for TriggerEvent {
    fn write(&self, out: &mut Writer) {
        match self {
            Self::Insert => out.push("INSERT"),
            Self::Update(columns) => {
                out.push("UPDATE");
                if !columns.is_empty() {
                    out.push(" OF ");
                    out.push_list(columns, ", ");
                }
            }
            Self::Delete => out.push("DELETE"),
            Self::Truncate => out.push("TRUNCATE"),
        }
    }
}
/// `CREATE TRIGGER`.
#[derive(Clone, Debug, PartialEq)]
pub struct CreateTrigger {
    name: Identifier,
    on: QualifiedName,
    function: QualifiedName,
    or_replace: bool,
    timing: TriggerTiming,
    events: Vec<TriggerEvent>,
    for_each_row: bool,
    when: Option<Expr>,
    arguments: Vec<TextLiteral>,
}
impl CreateTrigger {
    /// A trigger before the change, once for the statement.
    #[must_use]
    pub const fn new(name: Identifier, on: QualifiedName, function: QualifiedName) -> Self {
        Self {
            name,
            on,
            function,
            or_replace: false,
            timing: TriggerTiming::Before,
            events: Vec::new(),
            for_each_row: false,
            when: None,
            arguments: Vec::new(),
        }
    }
    /// In the place of one that is there.
    #[must_use]
    pub const fn or_replace(mut self) -> Self {
        self.or_replace = true;
        self
    }
    /// When it fires.
    #[must_use]
    pub const fn timing(mut self, timing: TriggerTiming) -> Self {
        self.timing = timing;
        self
    }
    /// At what.
    #[must_use]
    pub fn events(mut self, events: impl IntoIterator<Item = TriggerEvent>) -> Self {
        self.events.extend(events);
        self
    }
    /// Once for each row.
    #[must_use]
    pub const fn for_each_row(mut self) -> Self {
        self.for_each_row = true;
        self
    }
    /// Once for the statement.
    #[must_use]
    pub const fn for_each_statement(mut self) -> Self {
        self.for_each_row = false;
        self
    }
    /// On which condition.
    #[must_use]
    pub fn when(mut self, when: Expr) -> Self {
        self.when = Some(when);
        self
    }
    /// What the function is given.
    #[must_use]
    pub fn arguments(mut self, arguments: impl IntoIterator<Item = TextLiteral>) -> Self {
        self.arguments.extend(arguments);
        self
    }
}
impl ToSql for CreateTrigger {
    fn write(&self, out: &mut Writer) {
        out.push(if self.or_replace {
            "CREATE OR REPLACE TRIGGER "
        } else {
            "CREATE TRIGGER "
        });
        self.name.write(out);
        out.push(match self.timing {
            TriggerTiming::Before => "\n  BEFORE ",
            TriggerTiming::After => "\n  AFTER ",
            TriggerTiming::InsteadOf => "\n  INSTEAD OF ",
        });
        out.push_list(&self.events, " OR ");
        out.push(" ON ");
        self.on.write(out);
        out.push(if self.for_each_row {
            "\n  FOR EACH ROW"
        } else {
            "\n  FOR EACH STATEMENT"
        });
        if let Some(when) = &self.when {
            out.push(" WHEN (");
            when.write(out);
            out.push(")");
        }
        out.push(" EXECUTE FUNCTION ");
        self.function.write(out);
        out.push("(");
        out.push_list(&self.arguments, ", ");
        out.push(");");
    }
}
/// `CREATE VIEW`.
#[derive(Clone, Debug, PartialEq)]
pub struct CreateView {
    name: QualifiedName,
    query: StatementText,
    or_replace: bool,
    columns: Vec<Identifier>,
    security_invoker: Option<bool>,
    security_barrier: Option<bool>,
}
impl CreateView {
    /// A view of a query.
    #[must_use]
    pub const fn new(name: QualifiedName, query: StatementText) -> Self {
        Self {
            name,
            query,
            or_replace: false,
            columns: Vec::new(),
            security_invoker: None,
            security_barrier: None,
        }
    }
    /// In the place of one that is there.
    #[must_use]
    pub const fn or_replace(mut self) -> Self {
        self.or_replace = true;
        self
    }
    /// The names of its columns.
    #[must_use]
    pub fn columns(mut self, columns: impl IntoIterator<Item = Identifier>) -> Self {
        self.columns.extend(columns);
        self
    }
    /// Whether the rights of the one who asks hold (PostgreSQL 15).
    #[must_use]
    pub const fn security_invoker(mut self, invoker: bool) -> Self {
        self.security_invoker = Some(invoker);
        self
    }
    /// Whether its own conditions are evaluated first.
    #[must_use]
    pub const fn security_barrier(mut self, barrier: bool) -> Self {
        self.security_barrier = Some(barrier);
        self
    }
}
impl ToSql for CreateView {
    fn write(&self, out: &mut Writer) {
        out.push(if self.or_replace {
            "CREATE OR REPLACE VIEW "
        } else {
            "CREATE VIEW "
        });
        self.name.write(out);
        if !self.columns.is_empty() {
            out.push(" (");
            out.push_list(&self.columns, ", ");
            out.push(")");
        }
        let mut separator = "\n  WITH (";
        for (option, value) in [
            ("security_invoker", self.security_invoker),
            ("security_barrier", self.security_barrier),
        ] {
            if let Some(value) = value {
                out.push(separator);
                out.push(option);
                out.push(if value { " = true" } else { " = false" });
                separator = ", ";
            }
        }
        if separator == ", " {
            out.push(")");
        }
        out.push(" AS\n");
        self.query.write(out);
        out.push(";");
    }
}
