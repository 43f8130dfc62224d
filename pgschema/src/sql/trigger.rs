use serde::{Deserialize, Serialize};

use super::writer::display_as_sql;
use super::{Expr, Identifier, QualifiedName, TextLiteral, ToSql, Writer};

/// When a trigger fires.
///
/// ```
/// use pgschema::sql::TriggerTiming;
///
/// assert_eq!(TriggerTiming::InsteadOf.to_string(), "INSTEAD OF");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TriggerTiming {
    /// Before the change, which it can alter or refuse.
    Before,
    /// After the change.
    After,
    /// In place of the change, for each row of a view.
    InsteadOf,
}

impl ToSql for TriggerTiming {
    fn write(&self, out: &mut Writer) {
        out.push(match self {
            Self::Before => "BEFORE",
            Self::After => "AFTER",
            Self::InsteadOf => "INSTEAD OF",
        });
    }
}

/// What a trigger fires at.
///
/// ```
/// use pgschema::sql::{Identifier, TriggerEvent};
///
/// assert_eq!(TriggerEvent::Update(Vec::new()).to_string(), "UPDATE");
/// let of_title = TriggerEvent::Update(vec![Identifier::new("title")?]);
/// assert_eq!(of_title.to_string(), "UPDATE OF title");
/// # Ok::<(), pgschema::sql::IdentifierError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TriggerEvent {
    /// INSERT.
    Insert,
    /// UPDATE; with a list, one that names a column of it.
    Update(Vec<Identifier>),
    /// DELETE.
    Delete,
    /// TRUNCATE, once for the statement.
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

display_as_sql!(TriggerTiming, TriggerEvent);

/// `CREATE TRIGGER`: a function that is called when rows change.
///
/// ```
/// use pgschema::sql::{
///     CreateTrigger, Expr, Identifier, QualifiedName, TriggerEvent, TriggerTiming,
/// };
///
/// let trigger = CreateTrigger::new(
///     Identifier::new("documents_touch")?,
///     QualifiedName::new("app", "documents")?,
///     QualifiedName::new("app", "touch")?,
/// );
/// assert_eq!(
///     trigger
///         .or_replace()
///         .timing(TriggerTiming::Before)
///         .events([TriggerEvent::Insert, TriggerEvent::Update(Vec::new())])
///         .for_each_row()
///         .when(Expr::sql("NEW.title <> ''")?)
///         .to_string(),
///     "CREATE OR REPLACE TRIGGER documents_touch
///   BEFORE INSERT OR UPDATE ON app.documents
///   FOR EACH ROW
///   WHEN (NEW.title <> '')
///   EXECUTE FUNCTION app.touch();"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// PostgreSQL manual: CREATE TRIGGER.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// A trigger of a table or a view that calls a function before a change, once for the
    /// statement. It needs at least one [event](Self::events).
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

    /// In the place of one of the same name.
    #[must_use]
    pub fn or_replace(mut self) -> Self {
        self.or_replace = true;
        self
    }

    /// When it fires.
    #[must_use]
    pub fn timing(mut self, timing: TriggerTiming) -> Self {
        self.timing = timing;
        self
    }

    /// What it fires at, besides what was said before.
    #[must_use]
    pub fn events(mut self, events: impl IntoIterator<Item = TriggerEvent>) -> Self {
        self.events.extend(events);
        self
    }

    /// Once for each row that changes.
    #[must_use]
    pub fn for_each_row(mut self) -> Self {
        self.for_each_row = true;
        self
    }

    /// Once for the statement, even if no row changes.
    #[must_use]
    pub fn for_each_statement(mut self) -> Self {
        self.for_each_row = false;
        self
    }

    /// What must hold for the function to be called. The expression calls the rows `OLD` and `NEW`.
    #[must_use]
    pub fn when(mut self, when: Expr) -> Self {
        self.when = Some(when);
        self
    }

    /// What the function gets in `TG_ARGV`, besides what was said before.
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
        out.push_line(2);
        self.timing.write(out);
        out.push(" ");
        out.push_list(&self.events, " OR ");
        out.push(" ON ");
        self.on.write(out);
        out.push_line(2);
        out.push(if self.for_each_row {
            "FOR EACH ROW"
        } else {
            "FOR EACH STATEMENT"
        });
        if let Some(when) = &self.when {
            out.push_line(2);
            out.push("WHEN (");
            when.write(out);
            out.push(")");
        }
        out.push_line(2);
        out.push("EXECUTE FUNCTION ");
        self.function.write(out);
        out.push("(");
        out.push_list(&self.arguments, ", ");
        out.push(");");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_texts() -> Result<(), Box<dyn std::error::Error>> {
        let sql = CreateTrigger::new(
            Identifier::new("g")?,
            QualifiedName::new("app", "t")?,
            QualifiedName::new("app", "f")?,
        )
        .timing(TriggerTiming::After)
        .events([TriggerEvent::Delete, TriggerEvent::Truncate])
        .for_each_row()
        .for_each_statement()
        .arguments([TextLiteral::new("it's")?, TextLiteral::new("\\")?])
        .to_sql();
        let expected = "CREATE TRIGGER g\n  AFTER DELETE OR TRUNCATE ON app.t\n  \
                        FOR EACH STATEMENT\n  EXECUTE FUNCTION app.f('it''s', E'\\\\');";
        assert_eq!(sql, expected);
        Ok(())
    }
}
