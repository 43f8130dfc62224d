use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::{Rule, Severity};

pub(crate) static NO_POLICY: Rule = Rule {
    id: "RLS003",
    name: "no_policy",
    severity: Severity::Warning,
    title: "row-level security without a policy",
    why: "Without a policy nobody but exempt roles sees a row, and nobody may add one. Nothing \
          fails: the table just looks empty.",
    fix: "Say who sees which rows: `tenant = column`, `owner = column` or `policy(…)`.",
    bad: r#"
fn database() -> Result<Database, InvalidDatabase> {
    let mut settings = model::Table::new(QualifiedName::new("app", "settings")?);
    settings.columns.push(Column::new(Identifier::new("name")?, BuiltinType::Text.into()));
    settings.row_security = RowSecurity::Forced;
    Database::builder().hardened("app").model_table(settings).build()
}
"#,
    good: r#"
/// What a tenant has set.
#[derive(Table)]
#[pg(table = "settings", policy(name = "settings_read", for = select, to(runtime), using = "is_public"))]
struct Setting {
    #[pg(primary_key, max_len = 100)]
    name: String,
    is_public: bool,
}
"#,
    catalog: Some(include_str!("../catalog/no_policy.sql")),
    measure: None,
    check: Check::Table(check),
};

fn check(table: &TableContext<'_>, findings: &mut Findings) {
    if table.is_bound() && table.table.policies.is_empty() {
        findings.table(
            table.table,
            "row-level security is on, and no policy lets anybody in",
        );
    }
}
