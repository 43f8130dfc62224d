use crate::lint::check::Check;
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::scan::Lexeme;
use crate::lint::scan::Scan;
use crate::lint::{Object, Rule, Severity};
use crate::model::Function;
use crate::sql::FunctionBody;

pub(crate) static CONCATENATED_SQL: Rule = Rule {
    id: "FUN006",
    name: "concatenated_sql",
    severity: Severity::Error,
    title: "SQL that is put together from strings",
    why: "`EXECUTE 'SELECT … ' || name` runs whatever is in the string, with the rights of the \
          function. That is injection, within the database.",
    fix: "Write `EXECUTE format('… %I … $1', name) USING value`: `%I` quotes names, and values \
          are parameters.",
    bad: r#"
fn database() -> Result<Database, InvalidDatabase> {
    let body = PlpgsqlText::new("BEGIN\n  EXECUTE 'DROP TABLE ' || wanted;\nEND")?;
    let name = QualifiedName::new("app", "drop_it")?;
    let body = FunctionBody::Plpgsql(body);
    let mut function = Function::new(name, BuiltinType::Void.into(), body);
    function.arguments.push(Argument {
        name: Identifier::new("wanted")?,
        data_type: BuiltinType::Text.into(),
        default: None,
    });
    Database::builder().hardened("app").function(function).build()
}
"#,
    good: r#"
fn database() -> Result<Database, InvalidDatabase> {
    let body = PlpgsqlText::new("BEGIN\n  EXECUTE format('DROP TABLE %I', wanted);\nEND")?;
    let name = QualifiedName::new("app", "drop_it")?;
    let body = FunctionBody::Plpgsql(body);
    let mut function = Function::new(name, BuiltinType::Void.into(), body);
    function.arguments.push(Argument {
        name: Identifier::new("wanted")?,
        data_type: BuiltinType::Text.into(),
        default: None,
    });
    Database::builder().hardened("app").function(function).build()
}
"#,
    catalog: Some(include_str!("../catalog/concatenated_sql.sql")),
    measure: None,
    check: Check::Function(check),
};

fn check(_: &Context<'_>, function: &Function, findings: &mut Findings) {
    if !matches!(function.body, FunctionBody::Plpgsql(_)) {
        return;
    }
    let scan = Scan::of_body(&function.body);
    let mut statements = scan.lexemes().split(|lexeme| lexeme.text == ";");
    if statements.any(is_concatenated) {
        findings.add(
            Object::Function(function.name.clone()),
            "runs SQL that it puts together from strings",
        );
    }
}

/// `EXECUTE` of something with `||` in it, unless `format` made all of it.
fn is_concatenated(statement: &[Lexeme]) -> bool {
    let Some(start) = statement.iter().position(|it| it.text == "execute") else {
        return false;
    };
    let rest = statement.get(start + 1..).unwrap_or_default();
    rest.iter().any(|it| it.text == "||")
}
