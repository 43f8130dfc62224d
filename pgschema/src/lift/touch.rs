use crate::define::BuiltinType;
use crate::model::{Function, Table, Trigger};
use crate::sql::{
    DataType, FunctionBody, Identifier, PlpgsqlText, QualifiedName, TextLiteral, ToSql,
    TriggerEvent, TriggerTiming,
};
use crate::validate::ProblemKind;

/// The trigger that sets `column` to the time of the transaction whenever a row changes.
pub(super) fn trigger(home: &Identifier, column: &Identifier) -> Result<Trigger, ProblemKind> {
    let name = super::derived_name("touch", [column.as_str()], "trigger");
    Ok(Trigger {
        name: Identifier::new(name)?,
        timing: TriggerTiming::Before,
        events: vec![TriggerEvent::Update(Vec::new())],
        for_each_row: true,
        when: None,
        function: function_name(home, column)?,
        arguments: Vec::new(),
    })
}

/// The function of that trigger: one for each name of a column, for all tables that have it.
pub(super) fn function(home: &Identifier, column: &Identifier) -> Result<Function, ProblemKind> {
    let text = format!(
        "BEGIN\n  NEW.{} := pg_catalog.now();\n  RETURN NEW;\nEND",
        column.to_sql()
    );
    let body = PlpgsqlText::new(&text).map_err(|error| ProblemKind::Syntax { text, error })?;
    let mut function = Function::new(
        function_name(home, column)?,
        DataType::Builtin(BuiltinType::Trigger),
        FunctionBody::Plpgsql(body),
    );
    let comment = format!("Sets {} to the time of the transaction.", column.as_str());
    function.comment = Some(TextLiteral::new(comment)?);
    Ok(function)
}

/// Whether the table has such a trigger for the column.
pub(crate) fn is_touched(table: &Table, home: &Identifier, column: &Identifier) -> bool {
    function_name(home, column).is_ok_and(|name| {
        table
            .triggers
            .iter()
            .any(|trigger| trigger.function == name)
    })
}

fn function_name(home: &Identifier, column: &Identifier) -> Result<QualifiedName, ProblemKind> {
    let name = super::derived_name("touch", [], column.as_str());
    Ok(QualifiedName::from_parts(
        home.clone(),
        Identifier::new(name)?,
    ))
}
