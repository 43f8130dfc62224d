use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::{Findings, part_of};
use crate::lint::kind::Kind;
use crate::lint::policy::PolicyContext;
use crate::lint::scan::names_column;
use crate::lint::{Part, Rule, Severity};
use crate::model::Column;

pub(crate) static UNINDEXED_POLICY_COLUMN: Rule = Rule {
    id: "RLS013",
    name: "unindexed_policy_column",
    severity: Severity::Warning,
    title: "a policy whose column no index begins with",
    why: "The condition of a policy is part of every query. Without an index that begins with \
          its column each query reads the whole table.",
    fix: "Add an index that begins with the column: `index(columns(author_id))`; in a table of \
          tenants it may come second.",
    bad: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", policy(name = "notes_own", to(runtime), using = |n| n.author_id.eq(current_user_id())))]
struct Note {
    #[pg(primary_key)]
    id: Uuid,
    author_id: Uuid,
}
"#,
    good: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", policy(name = "notes_own", to(runtime), using = |n| n.author_id.eq(current_user_id())))]
#[pg(index(columns(author_id)))]
struct Note {
    #[pg(primary_key)]
    id: Uuid,
    author_id: Uuid,
}
"#,
    catalog: Some(include_str!("../catalog/unindexed_policy_column.sql")),
    measure: None,
    check: Check::Policy(check),
};

fn check(table: &TableContext<'_>, policy: &PolicyContext<'_>, findings: &mut Findings) {
    let Some(using) = &policy.policy.using else {
        return;
    };
    for column in &table.table.columns {
        if !names_column(using, &column.name) || !is_compared(table, column) {
            continue;
        }
        let is_led = table.leading().any(|key| match key.as_slice() {
            [first, ..] if **first == column.name => true,
            [first, second, ..] => Some(*first) == table.tenant() && **second == column.name,
            _ => false,
        });
        if !is_led {
            let policy = &policy.policy.name;
            let message = format!("the policy `{policy}` asks for it, and no index begins with it");
            let fix = format!("`#[pg(index(columns({})))]`", column.name);
            let object = part_of(table.table, Part::Column, &column.name);
            findings.add_with_fix(object, message, fix);
        }
    }
}

/// Flags are part of conditions, too, and no index on one helps.
fn is_compared(table: &TableContext<'_>, column: &Column) -> bool {
    let kind = table.kind(column);
    kind.is_leakproof() && kind != Kind::Boolean
}
