use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::policy::PolicyContext;
use crate::lint::scan::names_column;
use crate::lint::{Part, Rule, Severity};

pub(crate) static CHECK_WEAKER_THAN_USING: Rule = Rule {
    id: "RLS012",
    name: "check_weaker_than_using",
    severity: Severity::Error,
    title: "a policy that lets rows be written to another tenant",
    why: "USING says which rows are seen, WITH CHECK which may be written. Where the first \
          keeps to the tenant and the second doesn't, an UPDATE moves a row to another tenant, \
          and an INSERT puts one there.",
    fix: "Leave `with_check` out, so that `using` holds for new rows too, or ask for the \
          tenant in both.",
    bad: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id, policy(
    name = "notes_write", to(runtime),
    using = |n| n.tenant_id.eq(current_tenant_id()), with_check = "body <> ''",
))]
struct Note {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(max_len = 1000)]
    body: String,
}
"#,
    good: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id, policy(
    name = "notes_write", to(runtime),
    using = |n| n.tenant_id.eq(current_tenant_id()),
    with_check = |n| n.tenant_id.eq(current_tenant_id()).and(n.body.ne("")),
))]
struct Note {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(max_len = 1000)]
    body: String,
}
"#,
    catalog: Some(include_str!("../catalog/check_weaker_than_using.sql")),
    measure: None,
    check: Check::Policy(check),
};

fn check(table: &TableContext<'_>, policy: &PolicyContext<'_>, findings: &mut Findings) {
    let (Some(using), Some(with_check)) = (&policy.policy.using, &policy.policy.with_check) else {
        return;
    };
    let columns = [&table.table.tenant, &table.table.owner];
    for column in columns.into_iter().flatten() {
        if names_column(using, column) && !names_column(with_check, column) {
            let message = format!("USING asks for `{column}`, and WITH CHECK doesn't");
            findings.part(table.table, Part::Policy, &policy.policy.name, message);
        }
    }
}
