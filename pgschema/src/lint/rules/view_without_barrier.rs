use crate::lint::check::Check;
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::scan::Scan;
use crate::lint::{Object, Rule, Severity};
use crate::model::View;

pub(crate) static VIEW_WITHOUT_BARRIER: Rule = Rule {
    id: "RLS026",
    name: "view_without_barrier",
    severity: Severity::Warning,
    title: "a view whose condition doesn't keep rows back",
    why: "The server may evaluate a condition of the one who asks before that of the view. A \
          cheap function that writes down its argument then sees the rows that the view hides.",
    fix: "Set `security_barrier`, or `security_invoker` and policies on the table.",
    bad: r#"
fn database() -> Result<Database, InvalidDatabase> {
    let api = Identifier::new("api")?;
    let query = StatementText::new("SELECT n.oid FROM pg_class AS n WHERE n.relkind = 'r'")?;
    let mut view = View::new(QualifiedName::new("app", "relations")?, query);
    view.security_invoker = false;
    view.grants.push(TableGrant {
        role: RoleName::Named(api.clone()),
        privileges: vec![Privilege::Select.into()],
    });
    Database::builder().schema("app").role(Role::login(api)).view(view).build()
}
"#,
    good: r#"
fn database() -> Result<Database, InvalidDatabase> {
    let api = Identifier::new("api")?;
    let query = StatementText::new("SELECT n.oid FROM pg_class AS n WHERE n.relkind = 'r'")?;
    let mut view = View::new(QualifiedName::new("app", "relations")?, query);
    view.security_invoker = false;
    view.security_barrier = true;
    view.grants.push(TableGrant {
        role: RoleName::Named(api.clone()),
        privileges: vec![Privilege::Select.into()],
    });
    Database::builder().schema("app").role(Role::login(api)).view(view).build()
}
"#,
    catalog: Some(include_str!("../catalog/view_without_barrier.sql")),
    measure: None,
    check: Check::View(check),
};

fn check(context: &Context<'_>, view: &View, findings: &mut Findings) {
    let keeps_back = view.security_invoker || view.security_barrier;
    let is_read = view
        .grants
        .iter()
        .any(|grant| context.is_runtime(&grant.role));
    if !keeps_back && is_read && Scan::new(view.query.as_str()).has_word("where") {
        let message = "hides rows by its condition, and a condition of the reader may come first";
        findings.add(Object::View(view.name.clone()), message);
    }
}
