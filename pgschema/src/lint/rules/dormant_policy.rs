use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::{Rule, Severity};

pub(crate) static DORMANT_POLICY: Rule = Rule {
    id: "RLS004",
    name: "dormant_policy",
    severity: Severity::Error,
    title: "policies that are switched off",
    why: "A policy does nothing while row-level security isn't enabled on the table. Whoever \
          reads the definition thinks that the rows are kept apart.",
    fix: "Enable row-level security on the table; the derive does as soon as there is a \
          `policy(…)`.",
    bad: r#"
fn database() -> Result<Database, InvalidDatabase> {
    let api = Identifier::new("api")?;
    let mut notes = model::Table::new(QualifiedName::new("app", "notes")?);
    notes.columns.push(Column::new(Identifier::new("author")?, BuiltinType::Text.into()));
    notes.policies.push(Policy {
        name: Identifier::new("notes_read")?,
        kind: PolicyKind::Permissive,
        command: Command::Select,
        roles: vec![RoleName::Named(api.clone())],
        using: Some(Expr::sql("author <> ''")?),
        with_check: None,
    });
    Database::builder().schema("app").role(Role::login(api)).model_table(notes).build()
}
"#,
    good: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", policy(name = "notes_read", for = select, to(runtime), using = "author <> ''"))]
struct Note {
    #[pg(primary_key)]
    id: Uuid,
    #[pg(max_len = 100)]
    author: String,
}
"#,
    catalog: Some(include_str!("../catalog/dormant_policy.sql")),
    measure: None,
    check: Check::Table(check),
};

fn check(table: &TableContext<'_>, findings: &mut Findings) {
    if !table.is_bound() && !table.table.policies.is_empty() {
        findings.table(
            table.table,
            "it has policies, and row-level security is off",
        );
    }
}
