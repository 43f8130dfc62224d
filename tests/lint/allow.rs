//! What `allow` silences: one finding on one object, and it stands in the report.

#![allow(
    clippy::duplicated_attributes,
    reason = "two indexes with a word in common are not the same attribute twice"
)]

use pgschema::lint::{Linter, Report, Severity};
use pgschema::sql::Identifier;
use pgschema::{Database, Hardening, InvalidDatabase, Measure, Table};
use uuid::Uuid;

fn database<T: Table>() -> Database {
    let builder = Database::builder().hardened("app").table::<T>();
    builder.build().unwrap()
}

fn found(report: &Report) -> Vec<String> {
    let findings = report.findings().iter();
    findings
        .map(|it| format!("{} {}", it.rule.name, it.object))
        .collect()
}

fn allowed(report: &Report) -> Vec<String> {
    let allowed = report.allowed().iter();
    allowed
        .map(|it| {
            format!(
                "{} {}: {}",
                it.finding.rule.name, it.finding.object, it.reason
            )
        })
        .collect()
}

#[test]
fn on_a_field_it_is_about_that_column() {
    /// A ticket.
    #[derive(Table)]
    #[pg(table = "tickets", tenant = tenant_id)]
    struct Ticket {
        tenant_id: Uuid,
        #[pg(primary_key)]
        id: Uuid,
        #[pg(allow(nullable_boolean, reason = "NULL: nobody has looked"))]
        is_urgent: Option<bool>,
        is_spam: Option<bool>,
    }
    let report = database::<Ticket>().lint();
    assert_eq!(
        found(&report),
        ["nullable_boolean column app.tickets.is_spam"]
    );
    let expected = "nullable_boolean column app.tickets.is_urgent: NULL: nobody has looked";
    assert_eq!(allowed(&report), [expected]);
}

#[test]
fn on_a_field_it_is_also_about_what_has_the_column_in_its_key() {
    /// A ticket.
    #[derive(Table)]
    #[pg(table = "tickets", tenant = tenant_id)]
    #[pg(index(columns(number), across_tenants))]
    struct Ticket {
        tenant_id: Uuid,
        #[pg(primary_key)]
        id: Uuid,
        #[pg(allow(index_without_tenant, reason = "looked up by support"))]
        number: i64,
    }
    let report = database::<Ticket>().lint();
    assert_eq!(found(&report), [""; 0]);
    assert_eq!(report.allowed().len(), 1);
}

#[test]
fn on_the_struct_it_names_the_part_if_there_are_several() {
    /// A ticket.
    #[derive(Table)]
    #[pg(table = "tickets", tenant = tenant_id)]
    #[pg(index(columns(number), across_tenants, name = "by_number"))]
    #[pg(index(columns(weight), across_tenants, name = "by_weight"))]
    #[pg(allow(
        index_without_tenant,
        on = "by_number",
        reason = "looked up by support"
    ))]
    struct Ticket {
        tenant_id: Uuid,
        #[pg(primary_key)]
        id: Uuid,
        number: i64,
        weight: i64,
    }
    let report = database::<Ticket>().lint();
    assert_eq!(
        found(&report),
        ["index_without_tenant index app.tickets.by_weight"]
    );
    assert_eq!(report.allowed().len(), 1);
}

#[test]
fn one_that_could_mean_several_parts_silences_none() {
    /// A ticket.
    #[derive(Table)]
    #[pg(table = "tickets", tenant = tenant_id)]
    #[pg(index(columns(number), across_tenants, name = "by_number"))]
    #[pg(index(columns(weight), across_tenants, name = "by_weight"))]
    #[pg(allow(index_without_tenant, reason = "looked up by support"))]
    struct Ticket {
        tenant_id: Uuid,
        #[pg(primary_key)]
        id: Uuid,
        number: i64,
        weight: i64,
    }
    let report = database::<Ticket>().lint();
    assert_eq!(
        found(&report),
        [
            "index_without_tenant index app.tickets.by_number",
            "index_without_tenant index app.tickets.by_weight",
            "ambiguous_allow table app.tickets",
        ]
    );
    let fix = report.findings()[2].fix().into_owned();
    assert!(fix.contains("on = \"by_number\""), "{fix}");
}

#[test]
fn one_that_silences_nothing_is_found() {
    /// A ticket.
    #[derive(Table)]
    #[pg(table = "tickets", tenant = tenant_id)]
    #[pg(allow(unlogged_table, reason = "it once was"))]
    struct Ticket {
        tenant_id: Uuid,
        #[pg(primary_key)]
        id: Uuid,
        #[pg(allow(nullable_boolean, reason = "it once was"))]
        is_urgent: bool,
    }
    let database = database::<Ticket>();
    let report = database.lint();
    assert_eq!(
        found(&report),
        [
            "unused_allow column app.tickets.is_urgent",
            "unused_allow table app.tickets"
        ]
    );
    assert!(database.deny_lints().is_err());
}

/// A ticket.
#[derive(Table)]
#[pg(table = "tickets", tenant = tenant_id)]
struct Plain {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    is_urgent: Option<bool>,
}

#[test]
fn an_object_without_an_attribute_is_allowed_by_its_name() -> Result<(), InvalidDatabase> {
    let role = || pgschema::model::Role::login(Identifier::new("app_worker").unwrap());
    let builder = || Database::builder().hardened("app").role(role());
    assert_eq!(builder().build()?.lint().count(Severity::Error), 1);
    let report = builder()
        .allow("no_timeouts", "app_worker", "batch jobs run for hours")
        .allow("no_search_path", "app_worker", "it qualifies every name")
        .allow(
            "unlimited_connections",
            "app_worker",
            "the pooler has a limit",
        )
        .build()?
        .lint();
    assert_eq!(found(&report), [""; 0]);
    assert_eq!(report.allowed().len(), 3);
    let report = builder()
        .allow("hash_index", "app.a", "none")
        .build()?
        .lint();
    let unused = found(&report);
    assert!(
        unused.contains(&"unused_allow the database".to_owned()),
        "{unused:?}"
    );
    Ok(())
}

#[test]
fn an_unknown_rule_is_refused_wherever_it_is_named() {
    let error = Database::builder()
        .hardened("app")
        .allow("no_timeout", "app_worker", "why not")
        .build()
        .unwrap_err();
    assert!(error.to_string().contains("no_timeouts"), "{error}");
    let error = Linter::new()
        .severity("no_timeout", Severity::Error)
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "there is no rule `no_timeout`; did you mean `no_timeouts`?"
    );
}

#[test]
fn a_reason_is_needed() {
    let error = Database::builder()
        .hardened("app")
        .allow("no_timeouts", "app_worker", " ")
        .build()
        .unwrap_err();
    assert!(error.to_string().contains("no_timeouts"), "{error}");
}

#[test]
fn a_measure_that_is_switched_off_has_said_why() -> Result<(), InvalidDatabase> {
    let hardening = Hardening::new("app").without(Measure::ConnectionLimits, "the pooler's work");
    let report = Database::builder().hardened(hardening).build()?.lint();
    assert_eq!(found(&report), [""; 0]);
    let reasons: Vec<&str> = report
        .allowed()
        .iter()
        .map(|it| it.reason.as_str())
        .collect();
    assert_eq!(reasons, ["the pooler's work"; 3]);
    Ok(())
}

#[test]
fn a_team_has_severities_of_its_own() {
    let database = database::<Plain>();
    assert!(database.deny_lints().is_ok());
    let strict = Linter::new()
        .severity("nullable_boolean", Severity::Error)
        .unwrap();
    let report = strict.lint(&database);
    assert_eq!(report.count(Severity::Error), 1);
    assert!(report.deny(Severity::Warning).is_err());
    let lax = Linter::new()
        .without("nullable_boolean", "three values are fine")
        .unwrap();
    let report = lax.lint(&database);
    assert_eq!(found(&report), [""; 0]);
    assert_eq!(report.allowed().len(), 1);
}

#[test]
fn a_finding_knows_where_its_attribute_stands() {
    let report = database::<Plain>().lint();
    let place = report.findings()[0].place.clone().unwrap();
    assert_eq!(place.file, file!());
    let text = std::fs::read_to_string("lint/allow.rs").unwrap();
    let line = text.lines().nth(place.line as usize - 1).unwrap();
    assert_eq!(line, "    is_urgent: Option<bool>,");
}
