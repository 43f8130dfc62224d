use crate::lint::check::Check;
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::{Object, Rule, Severity};
use crate::model::Function;
use crate::sql::RoleName;

pub(crate) static DEFINER_FUNCTION_FOR_PUBLIC: Rule = Rule {
    id: "FUN002",
    name: "definer_function_for_public",
    severity: Severity::Error,
    title: "a function with its owner's rights that everybody may call",
    why: "SECURITY DEFINER lends the rights of the owner to whoever calls. For PUBLIC that is \
          every role of the cluster.",
    fix: "Name the roles in `execute`.",
    bad: r#"
fn database() -> Result<Database, InvalidDatabase> {
    let body = FunctionBody::Return(Expr::sql("1")?);
    let name = QualifiedName::new("app", "one")?;
    let mut function = Function::new(name, BuiltinType::Integer.into(), body);
    function.security_definer = true;
    function.execute.push(RoleName::Public);
    Database::builder().hardened("app").function(function).build()
}
"#,
    good: r#"
fn database() -> Result<Database, InvalidDatabase> {
    let body = FunctionBody::Return(Expr::sql("1")?);
    let name = QualifiedName::new("app", "one")?;
    let mut function = Function::new(name, BuiltinType::Integer.into(), body);
    function.security_definer = true;
    function.execute.push(RoleName::Named(Identifier::new("app_runtime")?));
    Database::builder().hardened("app").function(function).build()
}
"#,
    catalog: Some(include_str!("../catalog/definer_function_for_public.sql")),
    measure: None,
    check: Check::Function(check),
};

fn check(_: &Context<'_>, function: &Function, findings: &mut Findings) {
    if function.security_definer && function.execute.contains(&RoleName::Public) {
        findings.add(
            Object::Function(function.name.clone()),
            "lends the owner's rights to every role",
        );
    }
}
