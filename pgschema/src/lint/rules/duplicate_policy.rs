use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::{Part, Rule, Severity};
use crate::model::Policy;

pub(crate) static DUPLICATE_POLICY: Rule = Rule {
    id: "RLS018",
    name: "duplicate_policy",
    severity: Severity::Information,
    title: "the same policy twice",
    why: "The second one changes nothing. It is evaluated all the same, and whoever changes \
          one of them wonders why nothing changes.",
    fix: "Remove one of them.",
    bad: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", policy(name = "notes_read", for = select, to(runtime), using = "is_public"))]
#[pg(policy(name = "notes_public", for = select, to(runtime), using = "is_public"))]
struct Note {
    #[pg(primary_key)]
    id: Uuid,
    is_public: bool,
}
"#,
    good: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", policy(name = "notes_read", for = select, to(runtime), using = "is_public"))]
#[pg(policy(name = "notes_change", for = update, to(runtime), using = "is_public"))]
struct Note {
    #[pg(primary_key)]
    id: Uuid,
    is_public: bool,
}
"#,
    catalog: Some(include_str!("../catalog/duplicate_policy.sql")),
    measure: None,
    check: Check::Table(check),
};

fn check(table: &TableContext<'_>, findings: &mut Findings) {
    let policies = &table.table.policies;
    for (position, policy) in policies.iter().enumerate() {
        let is_same = |other: &&Policy| {
            other.kind == policy.kind
                && other.command == policy.command
                && other.roles == policy.roles
                && other.using == policy.using
                && other.with_check == policy.with_check
        };
        if let Some(first) = policies.iter().take(position).find(is_same) {
            let message = format!("says the same as `{}`", first.name);
            findings.part(table.table, Part::Policy, &policy.name, message);
        }
    }
}
