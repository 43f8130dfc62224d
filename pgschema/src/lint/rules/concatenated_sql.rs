use pgschema_syntax::token::TokenKind;

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

/// `EXECUTE` of something that is neither a constant nor quoted, joined with `||`.
fn is_concatenated(statement: &[Lexeme]) -> bool {
    let Some(start) = statement.iter().position(|it| it.text == "execute") else {
        return false;
    };
    let rest = statement.get(start + 1..).unwrap_or_default();
    let joins = rest.iter().enumerate().filter(|(_, it)| it.text == "||");
    joins.into_iter().any(|(at, _)| {
        let after = rest.get(at + 1..).unwrap_or_default();
        let before = at.checked_sub(1).and_then(|at| rest.get(at));
        let is_quoted_before = before.is_some_and(|it| is_constant(it) || it.text == ")");
        !(is_quoted(after) && is_quoted_before)
    })
}

fn is_constant(lexeme: &Lexeme) -> bool {
    matches!(lexeme.kind, TokenKind::String | TokenKind::DollarString)
}

/// Whether what begins here is a constant, or a call of what quotes.
fn is_quoted(lexemes: &[Lexeme]) -> bool {
    let rest = match lexemes {
        [schema, dot, rest @ ..] if schema.text == "pg_catalog" && dot.text == "." => rest,
        all => all,
    };
    let quotes = ["quote_ident", "quote_literal", "quote_nullable"];
    rest.first()
        .is_some_and(|it| is_constant(it) || quotes.contains(&it.text.as_str()))
}
