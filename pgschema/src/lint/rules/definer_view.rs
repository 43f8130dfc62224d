use crate::lint::check::Check;
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::scan::Scan;
use crate::lint::{Object, Rule, Severity};
use crate::model::View;

pub(crate) static DEFINER_VIEW: Rule = Rule {
    id: "RLS025",
    name: "definer_view",
    severity: Severity::Error,
    title: "a view that reads with the rights of its owner",
    why: "The policies of a table are those of the view's owner, unless the view has \
          `security_invoker`: who may read the view reads the rows of every tenant. PostgreSQL \
          14 has no such views; over a table with row-level security there can be none there.",
    fix: "Leave `security_invoker` on, and have no such view on 14.",
    bad: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id)]
struct Note {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
}

fn database() -> Result<Database, InvalidDatabase> {
    let query = StatementText::new("SELECT n.id FROM app.notes AS n")?;
    let mut view = View::new(QualifiedName::new("app", "note_ids")?, query);
    view.security_invoker = false;
    Database::builder().hardened("app").table::<Note>().view(view).build()
}
"#,
    good: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id)]
struct Note {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
}

fn database() -> Result<Database, InvalidDatabase> {
    let query = StatementText::new("SELECT n.id FROM app.notes AS n")?;
    let view = View::new(QualifiedName::new("app", "note_ids")?, query);
    Database::builder().hardened("app").table::<Note>().view(view).build()
}
"#,
    catalog: Some(include_str!("../catalog/definer_view.sql")),
    measure: None,
    check: Check::View(check),
};

fn check(context: &Context<'_>, view: &View, findings: &mut Findings) {
    if view.security_invoker {
        return;
    }
    let scan = Scan::new(view.query.as_str());
    if let Some(table) = context
        .tables_in(&scan)
        .find(|it| context.is_bound(&it.name))
    {
        let message = format!("reads {} with the rights of its owner", table.name);
        findings.add(Object::View(view.name.clone()), message);
    }
}
