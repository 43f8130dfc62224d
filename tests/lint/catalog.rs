//! A server's catalog has what the model says: each defect is planted on every version, and the query
//! of its rule is asked.

use pgschema::Database;
use pgschema::Version;
use pgschema::lint::{Object, Part, Report, Rule, rule};
use pgschema::verify::Auditor;
use pgschema_test_support::for_each_own_cluster;
use postgres::Client;

use crate::examples::{EXAMPLES, Example};

/// Rules whose query also finds what the model has reason to leave out.
const MORE_IN_THE_CATALOG: &[(&str, &str)] = &[(
    "extension_among_tables",
    "the model knows that nobody else gets into a hardened schema",
)];

/// What must be there for a query that doesn't ask about definitions alone.
const SETUP: &[(&str, &str)] = &[
    (
        "scattered_brin",
        "INSERT INTO app.measurements OVERRIDING SYSTEM VALUE SELECT (jsonb_populate_record(NULL::app.measurements, \
         jsonb_build_object('tenant_id', gen_random_uuid(), 'id', n, 'sensor_id', gen_random_uuid(), \
         'measured_at', now() + n * interval '1 second'))).* FROM generate_series(1, 1000) AS n; \
         ANALYZE app.measurements",
    ),
    (
        "open_partition",
        "SET LOCAL ROLE app_owner; \
         CREATE TABLE app.events_later PARTITION OF app.events DEFAULT; \
         RESET ROLE",
    ),
];

#[test]
fn the_catalog_of_every_version_has_what_the_model_says() {
    for_each_own_cluster(|cluster| {
        let version = Version::try_from(cluster.version()).unwrap();
        let database = cluster.fresh_database();
        let mut client = database.superuser();
        let wrong: Vec<String> = EXAMPLES
            .iter()
            .filter_map(|example| {
                let error = compare(&mut client, version, example).err()?;
                Some(format!("{}: {error}", example.rule))
            })
            .collect();
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    });
}

fn compare(client: &mut Client, version: Version, example: &Example) -> Result<(), String> {
    let rule = rule(example.rule).expect("a rule");
    if rule.catalog.is_none() {
        return Ok(());
    }
    let bad = (example.bad)()?;
    let setup = SETUP.iter().find(|(name, _)| *name == rule.name);
    let setup = setup.map_or("", |(_, sql)| sql);
    if let Some(rows) = ask(client, version, &bad, setup, rule.name)? {
        for object in objects(&bad.lint(), rule) {
            let name = last_name(&object);
            if rows.is_empty() || !rows.iter().any(|row| row.contains(&name)) {
                return Err(format!("the server has not {object}, but {rows:?}"));
            }
        }
    }
    let is_known = MORE_IN_THE_CATALOG
        .iter()
        .any(|(name, _)| *name == rule.name);
    match ask(client, version, &(example.good)()?, setup, rule.name)? {
        Some(rows) if !rows.is_empty() && !is_known => {
            Err(format!("of the good one, the server has {rows:?}"))
        }
        _ => Ok(()),
    }
}

/// What a rule found.
fn objects(report: &Report, rule: &Rule) -> Vec<Object> {
    let allowed = report.allowed().iter().map(|it| &it.finding);
    let all = report.findings().iter().chain(allowed);
    all.filter(|it| it.rule == rule)
        .map(|it| it.object.clone())
        .collect()
}

/// The part of the name that queries give, as they give it.
fn last_name(object: &Object) -> String {
    match object {
        Object::Part {
            table,
            part: Part::Grant,
            ..
        }
        | Object::Table(table) => table.name().as_str().to_owned(),
        Object::Part { name, .. } => name.as_str().to_owned(),
        Object::Database => String::new(),
        _ => object.name(),
    }
}

/// Makes a database in a transaction, asks, and takes it all back.
fn ask(
    client: &mut Client,
    version: Version,
    database: &Database,
    setup: &str,
    rule: &str,
) -> Result<Option<Vec<String>>, String> {
    // What a version can't have is no defect there.
    let Ok(sql) = database.render(version) else {
        return Ok(None);
    };
    let text = |error: postgres::Error| {
        let message = error.as_db_error().map(ToString::to_string);
        message.unwrap_or_else(|| error.to_string())
    };
    let mut transaction = client.transaction().map_err(text)?;
    // Only a superuser can make some of them, and whoever runs the DDL is none.
    for extension in database.extensions() {
        let create = format!("CREATE EXTENSION IF NOT EXISTS {}", extension.name);
        if rule == "untrusted_extension" {
            transaction.batch_execute(&create).map_err(text)?;
        }
    }
    transaction
        .batch_execute(&sql)
        .map_err(|it| format!("DDL: {}", text(it)))?;
    transaction.batch_execute("RESET ROLE").map_err(text)?;
    transaction
        .batch_execute(setup)
        .map_err(|it| format!("set-up: {}", text(it)))?;
    let audit = Auditor::of(database)
        .only(rule)
        .map(|it| it.audit_within(&mut transaction))
        .map_err(|it| it.to_string())?
        .map_err(|it| format!("audit: {it}"))?;
    if let Some(skipped) = audit.skipped().first() {
        return Err(format!("not looked at: {}", skipped.reason));
    }
    let allowed = audit.allowed().iter().map(|it| &it.finding);
    let rows = audit.findings().iter().chain(allowed);
    let rows = rows.map(|it| format!("{} ({})", it.object, it.message));
    let rows = rows.collect();
    transaction.rollback().map_err(text)?;
    Ok(Some(rows))
}
