use crate::define::Command;
use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::policy::PolicyContext;
use crate::lint::{Part, Rule, Severity};

pub(crate) static INSERT_POLICY_WITHOUT_CHECK: Rule = Rule {
    id: "RLS011",
    name: "insert_policy_without_check",
    severity: Severity::Warning,
    title: "a policy for INSERT that admits nothing",
    why: "What a policy for INSERT says of new rows is its WITH CHECK; without one it \
          contributes nothing, and nobody may add a row because of it. It is dead, not open.",
    fix: "Add `with_check = …`. The derive refuses the policy without it.",
    bad: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", policy(name = "notes_add", for = insert, to(runtime), with_check = "is_public"))]
struct Note {
    #[pg(primary_key)]
    id: Uuid,
    is_public: bool,
}

fn database() -> Result<Database, InvalidDatabase> {
    let mut database = Database::builder().hardened("app").table::<Note>().build()?;
    by_hand(&mut database)[0].policies[0].with_check = None;
    Ok(database)
}
"#,
    good: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", policy(name = "notes_add", for = insert, to(runtime), with_check = "is_public"))]
struct Note {
    #[pg(primary_key)]
    id: Uuid,
    is_public: bool,
}
"#,
    catalog: Some(include_str!("../catalog/insert_policy_without_check.sql")),
    measure: None,
    check: Check::Policy(check),
};

fn check(table: &TableContext<'_>, policy: &PolicyContext<'_>, findings: &mut Findings) {
    let policy = policy.policy;
    if policy.command == Command::Insert && policy.with_check.is_none() {
        findings.part(
            table.table,
            Part::Policy,
            &policy.name,
            "has no WITH CHECK, so it admits no row",
        );
    }
}
