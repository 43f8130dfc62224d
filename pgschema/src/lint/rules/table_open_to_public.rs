use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::{Rule, Severity};
use crate::model::TableGrant;
use crate::sql::RoleName;

pub(crate) static TABLE_OPEN_TO_PUBLIC: Rule = Rule {
    id: "GRT004",
    name: "table_open_to_public",
    severity: Severity::Error,
    title: "a right on a table for everybody",
    why: "What PUBLIC may do, every role of the cluster may, also those that are made later \
          for something else.",
    fix: "Name the roles: `grant(select, to(runtime, readonly))`.",
    bad: r#"
/// A country.
#[derive(Table)]
#[pg(table = "countries", allow(no_row_security, reason = "the same for all"))]
#[pg(grant(select, to(public)))]
struct Country {
    #[pg(primary_key, max_len = 2)]
    code: String,
}
"#,
    good: r#"
/// A country.
#[derive(Table)]
#[pg(table = "countries", allow(no_row_security, reason = "the same for all"))]
#[pg(grant(select, to(runtime, readonly)))]
struct Country {
    #[pg(primary_key, max_len = 2)]
    code: String,
}
"#,
    catalog: Some(include_str!("../catalog/table_open_to_public.sql")),
    measure: None,
    check: Check::Grant(check),
};

fn check(table: &TableContext<'_>, grant: &TableGrant, findings: &mut Findings) {
    if grant.role == RoleName::Public && !grant.privileges.is_empty() {
        let privileges: Vec<&str> = grant
            .privileges
            .iter()
            .map(|it| it.privilege.as_str())
            .collect();
        findings.table(
            table.table,
            format!("everybody may {}", privileges.join(", ")),
        );
    }
}
