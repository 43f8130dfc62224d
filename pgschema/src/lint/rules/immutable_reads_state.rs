use crate::lint::check::Check;
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::scan::Scan;
use crate::lint::{Object, Rule, Severity};
use crate::model::Function;
use crate::sql::Volatility;

pub(crate) static IMMUTABLE_READS_STATE: Rule = Rule {
    id: "RLS034",
    name: "immutable_reads_state",
    severity: Severity::Error,
    title: "an IMMUTABLE function that depends on the session or on tables",
    why: "The server computes a call of an immutable function once, when it plans, and keeps \
          the result in cached plans. The next tenant on the connection gets the answer of the \
          one before.",
    fix: "Declare the function STABLE.",
    bad: r#"
fn database() -> Result<Database, InvalidDatabase> {
    let body = Expr::sql("nullif(current_setting('app.region', true), '')")?;
    let name = QualifiedName::new("app", "current_region")?;
    let mut function = Function::new(name, BuiltinType::Text.into(), FunctionBody::Return(body));
    function.volatility = Volatility::Immutable;
    Database::builder().hardened("app").function(function).build()
}
"#,
    good: r#"
fn database() -> Result<Database, InvalidDatabase> {
    let body = Expr::sql("nullif(current_setting('app.region', true), '')")?;
    let name = QualifiedName::new("app", "current_region")?;
    let mut function = Function::new(name, BuiltinType::Text.into(), FunctionBody::Return(body));
    function.volatility = Volatility::Stable;
    Database::builder().hardened("app").function(function).build()
}
"#,
    catalog: Some(include_str!("../catalog/immutable_reads_state.sql")),
    measure: None,
    check: Check::Function(check),
};

fn check(_: &Context<'_>, function: &Function, findings: &mut Findings) {
    const STATE: [&str; 6] = [
        "current_setting",
        "current_user",
        "session_user",
        "current_role",
        "current_tenant_id",
        "current_user_id",
    ];
    if function.volatility != Volatility::Immutable {
        return;
    }
    let scan = Scan::of_body(&function.body);
    let object = Object::Function(function.name.clone());
    if let Some(word) = STATE.iter().find(|word| scan.has_word(word)) {
        findings.add(object, format!("is IMMUTABLE and asks for `{word}`"));
    } else if scan.has_query() {
        findings.add(object, "is IMMUTABLE and reads tables");
    }
}
