use crate::define::BuiltinType;
use crate::model::{Function, Trigger};
use crate::sql::{
    DataType, FunctionBody, Identifier, PlpgsqlText, QualifiedName, TextLiteral, TriggerEvent,
    TriggerTiming,
};
use crate::validate::ProblemKind;

const FUNCTION: &str = "deny_change";

/// The triggers that let nobody, the owner included, change or remove a row.
pub(super) fn triggers(home: &Identifier) -> Result<[Trigger; 2], ProblemKind> {
    let function = QualifiedName::new(home.as_str(), FUNCTION)?;
    let trigger = |name: &str, events, for_each_row| -> Result<Trigger, ProblemKind> {
        Ok(Trigger {
            name: Identifier::new(name)?,
            timing: TriggerTiming::Before,
            events,
            for_each_row,
            when: None,
            function: function.clone(),
            arguments: Vec::new(),
        })
    };
    Ok([
        trigger(
            "append_only",
            vec![TriggerEvent::Update(Vec::new()), TriggerEvent::Delete],
            true,
        )?,
        trigger("append_only_truncate", vec![TriggerEvent::Truncate], false)?,
    ])
}

/// The function that refuses.
pub(super) fn function(home: &Identifier) -> Result<Function, ProblemKind> {
    let text = "BEGIN\n  RAISE EXCEPTION '% on %.% is refused: its rows are never changed', \
                TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME\n    USING ERRCODE = 'insufficient_privilege';\nEND";
    let body = PlpgsqlText::new(text).map_err(|error| ProblemKind::Syntax {
        text: text.to_owned(),
        error,
    })?;
    let mut function = Function::new(
        QualifiedName::new(home.as_str(), FUNCTION)?,
        DataType::Builtin(BuiltinType::Trigger),
        FunctionBody::Plpgsql(body),
    );
    function.comment = Some(TextLiteral::new(
        "Refuses to change a row of an append-only table.",
    )?);
    Ok(function)
}
