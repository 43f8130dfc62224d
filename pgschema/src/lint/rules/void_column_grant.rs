use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::{Part, Rule, Severity};
use crate::model::TableGrant;
use crate::sql::GrantedPrivilege;
use crate::sql::RoleName;

pub(crate) static VOID_COLUMN_GRANT: Rule = Rule {
    id: "GRT021",
    name: "void_column_grant",
    severity: Severity::Warning,
    title: "a right on some columns beside the same right on all",
    why: "Who may read the whole table may read its columns: the list says nothing, and taking \
          a column from it takes nothing away.",
    fix: "Grant the right on the columns alone.",
    bad: r#"
/// A person.
#[derive(Table)]
#[pg(table = "people", tenant = tenant_id)]
#[pg(grant(select, to(runtime)))]
struct Person {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(max_len = 100)]
    name: String,
}

fn database() -> Result<Database, InvalidDatabase> {
    let mut database = Database::builder().hardened("app").table::<Person>().build()?;
    let grants = &mut by_hand(&mut database)[0].grants;
    let names = vec![Identifier::new("name")?];
    for grant in grants {
        grant.privileges.extend(GrantedPrivilege::on_columns(Privilege::Select, names.clone()));
    }
    Ok(database)
}
"#,
    good: r#"
/// A person.
#[derive(Table)]
#[pg(table = "people", tenant = tenant_id)]
#[pg(grant(select(id, name), to(runtime)))]
struct Person {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(max_len = 100)]
    name: String,
}
"#,
    catalog: Some(include_str!("../catalog/void_column_grant.sql")),
    measure: None,
    check: Check::Grant(check),
};

fn check(table: &TableContext<'_>, grant: &TableGrant, findings: &mut Findings) {
    let RoleName::Named(role) = &grant.role else {
        return;
    };
    let void = grant.privileges.iter().find(|on_columns| {
        let on_all =
            |it: &&GrantedPrivilege| it.privilege == on_columns.privilege && it.columns.is_empty();
        !on_columns.columns.is_empty() && grant.privileges.iter().find(on_all).is_some()
    });
    if let Some(void) = void {
        let privilege = void.privilege.as_str();
        let message = format!("gives {privilege} on columns and on the whole table");
        findings.part(table.table, Part::Grant, role, message);
    }
}
