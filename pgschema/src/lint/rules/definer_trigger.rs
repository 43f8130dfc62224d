use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::{Part, Rule, Severity};
use crate::model::Trigger;

pub(crate) static DEFINER_TRIGGER: Rule = Rule {
    id: "FUN007",
    name: "definer_trigger",
    severity: Severity::Warning,
    title: "a trigger that runs with its owner's rights on a table with row-level security",
    why: "What the function of the trigger reads and writes is under the policies of its \
          owner, not of the one who changes the row.",
    fix: "Leave SECURITY DEFINER out of functions for triggers. Where it must be, ask for the \
          tenant in the function itself, and say so with `allow`.",
    bad: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id)]
struct Note {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
}

fn database() -> Result<Database, InvalidDatabase> {
    let name = QualifiedName::new("app", "keep_note")?;
    let body = FunctionBody::Plpgsql(PlpgsqlText::new("BEGIN\n  RETURN NEW;\nEND")?);
    let mut function = Function::new(name.clone(), BuiltinType::Trigger.into(), body);
    function.security_definer = true;
    let trigger = Trigger {
        name: Identifier::new("keep_note")?,
        timing: TriggerTiming::Before,
        events: vec![TriggerEvent::Insert],
        for_each_row: true,
        when: None,
        function: name,
        arguments: Vec::new(),
    };
    Database::builder()
        .hardened("app")
        .table::<Note>()
        .function(function)
        .trigger(QualifiedName::new("app", "notes")?, trigger)
        .build()
}
"#,
    good: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id)]
struct Note {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(touch)]
    updated_at: DateTime<Utc>,
}
"#,
    catalog: Some(include_str!("../catalog/definer_trigger.sql")),
    measure: None,
    check: Check::Trigger(check),
};

fn check(table: &TableContext<'_>, trigger: &Trigger, findings: &mut Findings) {
    if !table.is_bound() {
        return;
    }
    let functions = &table.context.database.functions;
    let lends = functions
        .iter()
        .any(|it| it.name == trigger.function && it.security_definer);
    if lends {
        findings.part(
            table.table,
            Part::Trigger,
            &trigger.name,
            "runs with the rights of the function's owner",
        );
    }
}
