use crate::define::Privilege;
use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::kind::{Kind, Kinds};
use crate::lint::{Rule, Severity};
use crate::model::Column;

pub(crate) static READABLE_SECRET: Rule = Rule {
    id: "GRT022",
    name: "readable_secret",
    severity: Severity::Error,
    title: "a secret that the application can read",
    why: "What one injected SELECT can read, somebody will. Passwords are hashed by a slow \
          function, keys and tokens are kept as hashes, and what must come back in clear is \
          encrypted in the application.",
    fix: "Keep a hash (`password_hash`, `token_hash`), write `#[pg(encrypted)]` on a `Vec<u8>` that \
          the application seals, or take the column out of the grant: \
          `grant(select(id, name), to(runtime))`.",
    bad: r#"
/// A person.
#[derive(Table)]
#[pg(table = "people", tenant = tenant_id)]
struct Person {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(max_len = 100)]
    password: String,
}
"#,
    good: r#"
/// A person.
#[derive(Table)]
#[pg(table = "people", tenant = tenant_id)]
struct Person {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(max_len = 200)]
    password_hash: String,
}
"#,
    catalog: Some(include_str!("../catalog/readable_secret.sql")),
    measure: None,
    check: Check::Column(
        Kinds::of(&[
            Kind::Text,
            Kind::LimitedVarchar,
            Kind::PaddedText,
            Kind::Citext,
            Kind::Bytea,
            Kind::Json,
            Kind::Jsonb,
            Kind::Other,
        ]),
        check,
    ),
};

const SECRETS: [&str; 15] = [
    "access_token",
    "api_key",
    "card_number",
    "client_secret",
    "cvv",
    "passwd",
    "password",
    "pin",
    "private_key",
    "pwd",
    "refresh_token",
    "secret",
    "secret_key",
    "social_security_number",
    "ssn",
];

fn check(table: &TableContext<'_>, column: &Column, findings: &mut Findings) {
    let is_secret = SECRETS.contains(&column.name.as_str()) && column.encryption.is_none();
    if is_secret && table.may(Privilege::Select, &column.name) {
        findings.column(
            table.table,
            &column.name,
            "is a secret by its name, and a role of the application reads it",
        );
    }
}
