use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::kind::{Kind, Kinds};
use crate::lint::{Rule, Severity};
use crate::model::Column;

pub(crate) static KEY_BESIDE_DATA: Rule = Rule {
    id: "SEC001",
    name: "key_beside_data",
    severity: Severity::Error,
    title: "a key beside what it encrypts",
    why: "Whoever gets the database, or a backup of it, gets the key with it: the encryption \
          protects from nobody.",
    fix: "Keep keys in a key service and seal values in the application; the database has the \
          identifier of the key (`key_id`).",
    bad: r#"
/// What a tenant's data is sealed with.
#[derive(Table)]
#[pg(table = "tenant_keys", tenant = tenant_id, grant(select, to(readonly)), grant(insert, to(runtime)))]
struct TenantKey {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(type = "bytea")]
    encryption_key: Vec<u8>,
}
"#,
    good: r#"
/// What a tenant's data is sealed with.
#[derive(Table)]
#[pg(table = "tenant_keys", tenant = tenant_id)]
struct TenantKey {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(max_len = 200)]
    encryption_key_id: String,
}
"#,
    catalog: None,
    measure: None,
    check: Check::Column(
        Kinds::of(&[Kind::Text, Kind::LimitedVarchar, Kind::Bytea]),
        check,
    ),
};

fn check(table: &TableContext<'_>, column: &Column, findings: &mut Findings) {
    let is_key = matches!(
        column.name.as_str(),
        "encryption_key"
            | "data_key"
            | "master_key"
            | "signing_key"
            | "hmac_key"
            | "aes_key"
            | "private_key"
    );
    if is_key {
        findings.column(
            table.table,
            &column.name,
            "is a key by its name, and lies beside what it protects",
        );
    }
}
