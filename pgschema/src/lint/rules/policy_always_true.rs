use crate::define::PolicyKind;
use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::policy::PolicyContext;
use crate::lint::{Part, Rule, Severity};

pub(crate) static POLICY_ALWAYS_TRUE: Rule = Rule {
    id: "RLS005",
    name: "policy_always_true",
    severity: Severity::Error,
    title: "a policy that lets every row through",
    why: "Policies for the same role are joined by OR: one that is always true makes the \
          others worthless, and the role sees or writes the rows of every tenant. `… OR true` \
          and `1 = 1` are no better than `true`.",
    fix: "Say which rows: `using = |t| t.owner_id.eq(current_user_id())`. Where a role is \
          meant to see all of them, keep that role to this, and say so with `allow`.",
    bad: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", policy(name = "notes_all", to(runtime), using = "is_public OR true", with_check = "is_public"))]
struct Note {
    #[pg(primary_key)]
    id: Uuid,
    is_public: bool,
}
"#,
    good: r#"
/// A note that everybody of the tenant may read: the tenant's own policy holds as well.
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id, policy(name = "notes_read", for = select, to(runtime), using = "true"))]
struct Note {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
}
"#,
    catalog: Some(include_str!("../catalog/policy_always_true.sql")),
    measure: None,
    check: Check::Policy(check),
};

fn check(table: &TableContext<'_>, policy: &PolicyContext<'_>, findings: &mut Findings) {
    if policy.policy.kind != PolicyKind::Permissive || !policy.is_always_true() {
        return;
    }
    let roles = policy.policy.roles.iter();
    let open: Vec<String> = roles
        .filter(|role| table.context.is_runtime(role) && !table.has_floor(role))
        .map(ToString::to_string)
        .collect();
    if !open.is_empty() {
        let message = format!("lets every row through for {}", open.join(", "));
        findings.part(table.table, Part::Policy, &policy.policy.name, message);
    }
}
