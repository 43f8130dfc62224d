use serde::{Deserialize, Serialize};

use super::{Expr, Identifier, QualifiedName, TextLiteral, ToSql, Writer};

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
///
/// PostgreSQL manual: CREATE TRIGGER.
///
/// ```
/// use pgschema::sql::{CreateTrigger, Identifier, QualifiedName, TriggerEvent};
///
/// let table = QualifiedName::new("app", "audit")?;
/// let deny = QualifiedName::new("app", "deny_change")?;
/// let trigger = CreateTrigger::new(Identifier::new("append_only")?, table, deny)
///     .events([TriggerEvent::Delete])
///     .for_each_row();
/// assert_eq!(
///     trigger.to_string(),
///     "CREATE TRIGGER append_only\n  BEFORE DELETE ON app.audit\n  \
///      FOR EACH ROW EXECUTE FUNCTION app.deny_change();"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
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
