use crate::define::{Command, PolicyKind, Privilege};
use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::{Part, Rule, Severity};
use crate::model::TableGrant;
use crate::sql::RoleName;

pub(crate) static GRANT_WITHOUT_POLICY: Rule = Rule {
    id: "RLS032",
    name: "grant_without_policy",
    severity: Severity::Warning,
    title: "a right that no policy lets the role use",
    why: "The role may run the command and every row is hidden from it: reads are empty, \
          writes fail with SQLSTATE 42501 on the first request in production.",
    fix: "Add a `policy(…)` for the role and the command, or take the right away.",
    bad: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", policy(name = "notes_read", for = select, to(runtime), using = "is_public"))]
#[pg(grant(select, delete, to(runtime)))]
struct Note {
    #[pg(primary_key)]
    id: Uuid,
    is_public: bool,
}
"#,
    good: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", policy(name = "notes_read", for = select, to(runtime, readonly), using = "is_public"))]
#[pg(grant(select, to(runtime)))]
struct Note {
    #[pg(primary_key)]
    id: Uuid,
    is_public: bool,
}
"#,
    catalog: Some(include_str!("../catalog/grant_without_policy.sql")),
    measure: None,
    check: Check::Grant(check),
};

fn check(table: &TableContext<'_>, grant: &TableGrant, findings: &mut Findings) {
    let RoleName::Named(role) = &grant.role else {
        return;
    };
    if !table.is_bound() || !table.context.runtime.contains(&role) {
        return;
    }
    let lacking: Vec<&str> = grant
        .privileges
        .iter()
        .filter_map(|granted| {
            let command = match granted.privilege {
                Privilege::Select => Command::Select,
                Privilege::Insert => Command::Insert,
                Privilege::Update => Command::Update,
                Privilege::Delete => Command::Delete,
                _ => return None,
            };
            let lets_in = table.policies().iter().any(|policy| {
                let roles = &policy.policy.roles;
                policy.policy.kind == PolicyKind::Permissive
                    && policy.is_for(command)
                    && roles
                        .iter()
                        .any(|grantee| table.context.holds_for(grantee, role))
            });
            (!lets_in).then(|| granted.privilege.as_str())
        })
        .collect();
    if !lacking.is_empty() {
        let message = format!("{role} may {}, and no policy lets it", lacking.join(", "));
        findings.part(table.table, Part::Grant, role, message);
    }
}
