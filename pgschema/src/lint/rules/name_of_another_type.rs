use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::kind::{Kind, Kinds};
use crate::lint::{Rule, Severity};
use crate::model::Column;

pub(crate) static NAME_OF_ANOTHER_TYPE: Rule = Rule {
    id: "TYP021",
    name: "name_of_another_type",
    severity: Severity::Warning,
    title: "a name that says another type",
    why: "`is_active` is read as a boolean and `ip` as an address. As text they hold `'yes'`, \
          `'Y'` and `'127.0.0.01'`, and no operator knows what they mean.",
    fix: "Use `bool`, or `inet` (`IpAddr`, `IpNet`).",
    bad: r#"
/// Who signed in.
#[derive(Table)]
#[pg(table = "logins", tenant = tenant_id)]
struct Login {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(max_len = 40)]
    ip_address: String,
}
"#,
    good: r#"
/// Who signed in.
#[derive(Table)]
#[pg(table = "logins", tenant = tenant_id)]
struct Login {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    ip_address: IpAddr,
}
"#,
    catalog: Some(include_str!("../catalog/name_of_another_type.sql")),
    measure: None,
    check: Check::Column(Kinds::ALL.but(&[Kind::Boolean, Kind::Network]), check),
};

fn check(table: &TableContext<'_>, column: &Column, findings: &mut Findings) {
    let name = column.name.as_str();
    if name.starts_with("is_") || name.starts_with("has_") {
        findings.column(
            table.table,
            &column.name,
            "is a boolean by its name, and isn't one",
        );
    } else if matches!(name, "ip" | "ip_address")
        || name.ends_with("_ip")
        || name.ends_with("_ip_address")
    {
        findings.column(
            table.table,
            &column.name,
            "is an address by its name, and no inet",
        );
    }
}
