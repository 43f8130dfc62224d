use crate::lint::check::Check;
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::scan::Scan;
use crate::lint::{Object, Rule, Severity};
use crate::model::Function;

pub(crate) static FUNCTION_CHANGES_ROLE: Rule = Rule {
    id: "FUN009",
    name: "function_changes_role",
    severity: Severity::Error,
    title: "a function that changes who asks",
    why: "`SET ROLE`, `SET SESSION AUTHORIZATION` and `row_security` in a function change what \
          holds for the rest of the transaction, for statements that come after it.",
    fix: "Use SECURITY DEFINER with a role that has just the rights needed, and leave the \
          session as it is.",
    bad: r#"
fn database() -> Result<Database, InvalidDatabase> {
    let body = PlpgsqlText::new("BEGIN\n  SET LOCAL ROLE app_owner;\nEND")?;
    let name = QualifiedName::new("app", "become_owner")?;
    let body = FunctionBody::Plpgsql(body);
    let function = Function::new(name, BuiltinType::Void.into(), body);
    Database::builder().hardened("app").function(function).build()
}
"#,
    good: r#"
fn database() -> Result<Database, InvalidDatabase> {
    let body = PlpgsqlText::new("BEGIN\n  SET LOCAL work_mem = '64MB';\nEND")?;
    let name = QualifiedName::new("app", "take_memory")?;
    let body = FunctionBody::Plpgsql(body);
    let function = Function::new(name, BuiltinType::Void.into(), body);
    Database::builder().hardened("app").function(function).build()
}
"#,
    catalog: Some(include_str!("../catalog/function_changes_role.sql")),
    measure: None,
    check: Check::Function(check),
};

fn check(_: &Context<'_>, function: &Function, findings: &mut Findings) {
    const STATEMENTS: [&[&str]; 5] = [
        &["set", "role"],
        &["set", "local", "role"],
        &["set", "session", "role"],
        &["set", "session", "authorization"],
        &["set", "local", "session", "authorization"],
    ];
    const SETTINGS: [&str; 3] = ["role", "session_authorization", "row_security"];
    let scan = Scan::of_body(&function.body);
    let calls = scan.calls_of("set_config");
    let changes = STATEMENTS.iter().any(|words| scan.has_words(words))
        || calls.iter().any(|call| {
            scan.first_string(call)
                .is_some_and(|name| SETTINGS.contains(&name))
        });
    if changes {
        findings.add(
            Object::Function(function.name.clone()),
            "changes the role of the session",
        );
    }
}
