use crate::lint::check::Check;
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::{Object, Rule, Severity};
use crate::model::Function;
use crate::sql::RoleName;

pub(crate) static FUNCTION_OPEN_TO_PUBLIC: Rule = Rule {
    id: "GRT005",
    name: "function_open_to_public",
    severity: Severity::Error,
    title: "a function that everybody may call",
    why: "PostgreSQL lets PUBLIC call every new function. What was made for one role is there \
          for all.",
    fix: "Name the roles in `execute`. A hardened database takes the right from PUBLIC; \
          without a profile nothing does.",
    bad: r#"
fn database() -> Result<Database, InvalidDatabase> {
    let body = FunctionBody::Return(Expr::sql("1")?);
    let name = QualifiedName::new("app", "one")?;
    let mut function = Function::new(name, BuiltinType::Integer.into(), body);
    function.execute.push(RoleName::Public);
    Database::builder().hardened("app").function(function).build()
}
"#,
    good: r#"
fn database() -> Result<Database, InvalidDatabase> {
    let body = FunctionBody::Return(Expr::sql("1")?);
    let name = QualifiedName::new("app", "one")?;
    let mut function = Function::new(name, BuiltinType::Integer.into(), body);
    function.execute.push(RoleName::Named(Identifier::new("app_runtime")?));
    Database::builder().hardened("app").function(function).build()
}
"#,
    catalog: Some(include_str!("../catalog/function_open_to_public.sql")),
    measure: None,
    check: Check::Function(check),
};

fn check(_: &Context<'_>, function: &Function, findings: &mut Findings) {
    if function.execute.contains(&RoleName::Public) {
        findings.add(
            Object::Function(function.name.clone()),
            "every role may call it",
        );
    }
}
