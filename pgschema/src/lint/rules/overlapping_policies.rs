use crate::define::{Command, PolicyKind};
use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::{Rule, Severity};
use crate::model::Policy;

pub(crate) static OVERLAPPING_POLICIES: Rule = Rule {
    id: "RLS017",
    name: "overlapping_policies",
    severity: Severity::Information,
    title: "several policies for the same role and command",
    why: "Permissive policies are joined by OR: each one widens what the others say, all of \
          them are evaluated, and who reads one doesn't see what is let in by the next.",
    fix: "Say it in one policy, joined by `or`, or make the one that limits `as = restrictive`.",
    bad: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", policy(name = "notes_public", for = select, to(runtime), using = "is_public"))]
#[pg(policy(name = "notes_all_own", to(runtime), using = |n| n.author_id.eq(current_user_id())))]
#[pg(index(columns(author_id)))]
struct Note {
    #[pg(primary_key)]
    id: Uuid,
    author_id: Uuid,
    is_public: bool,
}
"#,
    good: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", policy(name = "notes_public", for = select, to(readonly), using = "is_public"))]
#[pg(policy(name = "notes_all_own", to(runtime), using = |n| n.author_id.eq(current_user_id())))]
#[pg(index(columns(author_id)))]
struct Note {
    #[pg(primary_key)]
    id: Uuid,
    author_id: Uuid,
    is_public: bool,
}
"#,
    catalog: Some(include_str!("../catalog/overlapping_policies.sql")),
    measure: None,
    check: Check::Table(check),
};

fn check(table: &TableContext<'_>, findings: &mut Findings) {
    let permissive: Vec<&Policy> = table
        .table
        .policies
        .iter()
        .filter(|policy| policy.kind == PolicyKind::Permissive)
        .collect();
    let found = permissive
        .iter()
        .enumerate()
        .find_map(|(position, policy)| {
            let mut before = permissive.iter().take(position);
            Some((before.find(|other| overlap(other, policy))?, policy))
        });
    if let Some((first, second)) = found {
        let message = format!(
            "`{}` and `{}` hold for the same role and command",
            first.name, second.name
        );
        findings.table(table.table, message);
    }
}

fn overlap(left: &Policy, right: &Policy) -> bool {
    let same_command = left.command == right.command
        || left.command == Command::All
        || right.command == Command::All;
    same_command && left.roles.iter().any(|role| right.roles.contains(role))
}
