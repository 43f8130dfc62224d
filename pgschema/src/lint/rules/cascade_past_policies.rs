use crate::define::{Command, PolicyKind};
use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::{Part, Rule, Severity};
use crate::model::Constraint;
use crate::sql::ReferentialAction;

pub(crate) static CASCADE_PAST_POLICIES: Rule = Rule {
    id: "KEY010",
    name: "cascade_past_policies",
    severity: Severity::Warning,
    title: "a DELETE that removes rows which nobody sees",
    why: "ON DELETE CASCADE doesn't ask policies: whoever may remove the referenced row \
          removes all that refer to it, also rows that their policies hide.",
    fix: "Where that is not meant, use `on_delete = restrict`. Where the rows are parts of \
          what they refer to and under the same tenant, say so with `allow`.",
    bad: r#"
/// A folder of a person.
#[derive(Table)]
#[pg(table = "folders", owner = owner_id)]
struct Folder {
    #[pg(primary_key)]
    id: Uuid,
    owner_id: Uuid,
}

/// A note in a folder, of whoever wrote it.
#[derive(Table)]
#[pg(table = "notes", owner = author_id)]
struct Note {
    #[pg(primary_key)]
    id: Uuid,
    author_id: Uuid,
    #[pg(references(Folder::id, on_delete = cascade))]
    folder_id: Uuid,
}
"#,
    good: r#"
/// A folder.
#[derive(Table)]
#[pg(table = "folders", tenant = tenant_id)]
struct Folder {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
}

/// A note in a folder: both are the tenant's, so whoever removes the folder may remove the note.
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id)]
struct Note {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(references(Folder::id, on_delete = cascade))]
    folder_id: Uuid,
}
"#,
    catalog: Some(include_str!("../catalog/cascade_past_policies.sql")),
    measure: None,
    check: Check::Constraint(check),
};

fn check(table: &TableContext<'_>, constraint: &Constraint, findings: &mut Findings) {
    let Some(key) = constraint.foreign_key() else {
        return;
    };
    if !table.is_bound() || key.on_delete != ReferentialAction::Cascade {
        return;
    }
    let within_tenant = table
        .tenant()
        .is_some_and(|tenant| key.columns.contains(tenant));
    let has_more = table.table.owner.is_some()
        || table.policies().iter().any(|policy| {
            policy.policy.kind == PolicyKind::Permissive
                && !policy.is_of(table.tenant())
                && policy.is_for(Command::Delete)
        });
    if !within_tenant || has_more {
        let message = format!(
            "a DELETE in {} removes rows that policies hide",
            key.references
        );
        findings.part(table.table, Part::Constraint, &constraint.name, message);
    }
}
