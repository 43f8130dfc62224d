use crate::define::PolicyKind;
use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::policy::PolicyContext;
use crate::lint::scan::Scan;
use crate::lint::scan::{Call, Lexeme};
use crate::lint::{Part, Rule, Severity};
use crate::sql::Identifier;
use pgschema_syntax::token::TokenKind;

pub(crate) static POLICY_OPEN_WITHOUT_CONTEXT: Rule = Rule {
    id: "RLS031",
    name: "policy_open_without_context",
    severity: Severity::Error,
    title: "a policy that opens up when nobody is bound",
    why: "A transaction that forgot to bind its tenant then sees the rows of all of them. It \
          must see none.",
    fix: "Leave the case out: a comparison with NULL lets nothing through. Programs that must \
          see all rows get a role and a policy of their own.",
    bad: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", policy(
    name = "notes_own", to(runtime),
    using = "(SELECT nullif(current_setting('app.user_id', true), '')) IS NULL \
             OR author_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid)",
))]
#[pg(index(columns(author_id)))]
struct Note {
    #[pg(primary_key)]
    id: Uuid,
    author_id: Uuid,
}

/// Another note.
#[derive(Table)]
#[pg(table = "memos", policy(
    name = "memos_own", to(runtime), using = "current_setting('app.user_id', true) IS NULL",
))]
struct Memo {
    #[pg(primary_key)]
    id: Uuid,
}
"#,
    good: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", policy(
    name = "notes_own", to(runtime),
    using = "deleted_at IS NULL AND author_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid)",
))]
#[pg(index(columns(author_id)))]
struct Note {
    #[pg(primary_key)]
    id: Uuid,
    author_id: Uuid,
    deleted_at: Option<DateTime<Utc>>,
}
"#,
    catalog: Some(include_str!("../catalog/policy_open_without_context.sql")),
    measure: None,
    check: Check::Policy(check),
};

fn check(table: &TableContext<'_>, policy: &PolicyContext<'_>, findings: &mut Findings) {
    if policy.policy.kind != PolicyKind::Permissive {
        return;
    }
    let columns: Vec<&Identifier> = table.table.columns.iter().map(|it| &it.name).collect();
    let is_open = |scan: &Scan| {
        scan.calls().iter().any(|call| match call.name {
            "coalesce" => falls_back_on_the_row(scan, call, &columns),
            _ => is_context(call) && is_null_after(scan.after(call)),
        })
    };
    if policy.scans().iter().any(is_open) {
        let message = "lets rows through when nobody is bound to the transaction";
        findings.part(table.table, Part::Policy, &policy.policy.name, message);
    }
}

fn is_context(call: &Call<'_>) -> bool {
    let is_helper = matches!(
        call.name,
        "current_setting" | "current_tenant_id" | "current_user_id"
    );
    is_helper || call.schema == Some("auth")
}

/// Whether `IS NULL` follows, once the parentheses, casts and further arguments around the call end.
fn is_null_after(after: &[Lexeme]) -> bool {
    let rest = after.iter().skip_while(|lexeme| {
        matches!(
            lexeme.kind,
            TokenKind::CloseParen | TokenKind::Comma | TokenKind::String | TokenKind::Cast
        ) || matches!(lexeme.text.as_str(), "uuid" | "text" | "bigint" | "integer")
    });
    let words: Vec<&str> = rest.take(2).map(|lexeme| lexeme.text.as_str()).collect();
    words == ["is", "null"]
}

/// `coalesce(current_setting(…), tenant_id)`, which every row satisfies when nothing is set.
fn falls_back_on_the_row(scan: &Scan, call: &Call<'_>, columns: &[&Identifier]) -> bool {
    let arguments = scan.arguments(call);
    let asks = arguments.iter().any(|it| {
        matches!(
            it.text.as_str(),
            "current_setting" | "current_tenant_id" | "current_user_id"
        )
    });
    asks && columns
        .iter()
        .any(|column| arguments.iter().any(|it| it.text == column.as_str()))
}
