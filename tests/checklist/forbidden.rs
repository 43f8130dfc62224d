//! What is forbidden: it isn't made, isn't compiled, or is found.

use pgschema::connect::ConnectionString;
use pgschema::encryption::{self, Keys, SealingKey};
use pgschema::model::Function;
use pgschema::operations::{BackupRole, Pools, RestoreDrill};
use pgschema::query::postgres::TenantTransaction;
use pgschema::query::{Authenticated, Context, ContextKey};
use pgschema::sql::{DataType, FunctionBody, PlpgsqlText, QualifiedName};
use pgschema::verify::{Auditor, prove};
use pgschema::{BuiltinType, Database, Hardening, Measure, Table, Version};
use pgschema_test_support::for_each_own_cluster;
use uuid::Uuid;

use crate::world::{ACME, Invoice, allowed, apply_to, built, findings, model, operations};

#[test]
fn the_application_connects_as_superuser() {
    let model = model();
    let sql = model.render(Version::V18).unwrap();
    assert!(sql.contains("CREATE ROLE app_runtime LOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"), "{sql}");
    let hba = operations(&model).pg_hba().unwrap();
    assert!(hba.lines().last().unwrap().ends_with("reject"), "{hba}");
    // The superuser comes from the machine itself.
    let mut network = hba.lines().filter(|it| it.starts_with("hostssl"));
    assert!(!network.any(|it| it.contains("postgres")), "{hba}");
    for_each_own_cluster(|cluster| {
        let version = Version::try_from(cluster.version()).unwrap();
        let database = cluster.fresh_database();
        let mut superuser = database.superuser();
        superuser
            .batch_execute("CREATE ROLE app_runtime SUPERUSER LOGIN")
            .unwrap();
        let ddl = model.render(version).unwrap();
        let error = superuser.batch_execute(&ddl).unwrap_err();
        let message = error.as_db_error().unwrap().message();
        assert!(message.contains("app_runtime"), "{message}");
        superuser.batch_execute("ROLLBACK").unwrap();
        let made = "SELECT to_regclass('app.invoices')::text";
        let made: Option<String> = superuser.query_one(made, &[]).unwrap().get(0);
        assert_eq!(made, None, "nothing is made beside such a role");
    });
}

#[test]
fn sslmode_is_require() {
    let url = "postgres://app_runtime@db.example/app?sslmode=";
    for weak in ["disable", "allow", "prefer", "require", "verify-ca"] {
        let error = format!("{url}{weak}").parse::<ConnectionString>();
        assert!(
            error.unwrap_err().to_string().contains("verify-full"),
            "{weak}"
        );
    }
    assert!(
        format!("{url}verify-full")
            .parse::<ConnectionString>()
            .is_ok()
    );
}

/// Rows of nobody.
#[derive(Table)]
#[pg(table = "rows")]
struct Nobodys {
    #[pg(primary_key)]
    id: Uuid,
}

#[test]
fn a_table_of_tenants_has_no_row_level_security() {
    let model = model();
    let builder = Database::builder().hardened("app").table::<Nobodys>();
    let error = builder.build().unwrap_err().to_string();
    assert!(error.contains("no_row_security"), "{error}");
    for_each_own_cluster(|cluster| {
        let database = apply_to(cluster);
        let mut superuser = database.superuser();
        let proven = prove(&model, &mut database.superuser()).unwrap();
        assert_eq!(proven.broken().count(), 0);
        let open = "ALTER TABLE app.invoices DISABLE ROW LEVEL SECURITY";
        superuser.batch_execute(open).unwrap();
        let proof = prove(&model, &mut database.superuser()).unwrap();
        assert!(proof.deny().is_err());
        let audit = Auditor::of(&model).only("no_row_security").unwrap();
        assert_eq!(audit.audit(&mut superuser).unwrap().findings().len(), 1);
    });
}

#[test]
fn the_tenant_is_what_the_request_says() {
    let refused = include_str!("../compile/ui/tenant_that_nobody_authenticated.stderr");
    assert!(refused.contains("Authenticated"), "{refused}");
    // Where even the application's own connection is not believed, only a key is.
    let signed = built(Hardening::new("app").signed_context());
    let tenant = || Authenticated::by("the test", ACME);
    assert!(Context::new(&signed).tenant(tenant()).is_err());
    let key = ContextKey::new("k", [7; 32]).unwrap();
    let context = Context::signed(&signed, &key, std::time::Duration::from_secs(60));
    let bind = context.tenant(tenant()).unwrap();
    let bind = bind.statements().unwrap();
    assert!(
        bind[0]
            .text()
            .contains("set_config('app.context', $1::text, true)")
    );
}

/// A price in floating point, and a moment without its zone.
#[derive(Table)]
#[pg(table = "prices", tenant = tenant_id)]
struct Price {
    #[pg(primary_key)]
    id: Uuid,
    tenant_id: Uuid,
    #[pg(type = "double precision")]
    price: f64,
    #[pg(type = "timestamp")]
    changed_at: String,
}

fn prices() -> Database {
    let builder = Database::builder().hardened("app").table::<Price>();
    builder.build().unwrap_or_else(|errors| panic!("{errors}"))
}

#[test]
fn money_is_a_floating_point_number() {
    let refused = include_str!("../compile/ui/float_money.stderr");
    assert!(
        refused.contains("an amount of money by its name"),
        "{refused}"
    );
    assert!(findings(&prices()).contains(&"float_money"));
}

#[test]
fn a_moment_has_no_time_zone() {
    let refused = include_str!("../compile/ui/time_without_a_zone.stderr");
    assert!(refused.contains("timestamptz"), "{refused}");
    assert!(findings(&prices()).contains(&"naive_timestamp"));
}

#[test]
fn public_ids_are_numbered() {
    let sql = model().render(Version::V18).unwrap();
    assert!(sql.contains("id uuid NOT NULL DEFAULT uuidv7()"), "{sql}");
    let refused = include_str!("../compile/ui/small_primary_key.stderr");
    assert!(refused.contains("primary key"), "{refused}");
}

#[test]
fn the_pools_are_larger_than_max_connections() {
    let pools = Pools::new(100).pool("web", 20, 6);
    let error = pools.check().unwrap_err().to_string();
    assert_eq!(
        error,
        "the pools open up to 120 connections, and the server has 97: web 20 x 6; make them smaller, or put PgBouncer between"
    );
}

#[test]
fn a_setting_outlives_its_transaction() {
    let model = model();
    for_each_own_cluster(|cluster| {
        let database = apply_to(cluster);
        let mut client = database.connect_as("app_runtime");
        let context = Context::new(&model);
        let context = context.tenant(Authenticated::by("the test", ACME)).unwrap();
        let mut transaction = TenantTransaction::begin(&mut client, &context).unwrap();
        let bound = "SELECT current_setting('app.tenant_id', true)";
        let inside: String = transaction
            .transaction()
            .query_one(bound, &[])
            .unwrap()
            .get(0);
        assert_eq!(inside, ACME.to_string());
        transaction.commit().unwrap();
        let after: Option<String> = client.query_one(bound, &[]).unwrap().get(0);
        assert_eq!(after.unwrap_or_default(), "");
    });
}

#[test]
fn there_is_no_statement_timeout() {
    let off = Hardening::new("app").without(Measure::Timeouts, "set by others");
    assert!(allowed(&built(off)).contains(&"no_timeouts"));
    assert!(!findings(&model()).contains(&"no_timeouts"));
    for_each_own_cluster(|cluster| {
        let database = apply_to(cluster);
        let mut superuser = database.superuser();
        let reset = "ALTER ROLE app_runtime RESET ALL; DO $$ BEGIN EXECUTE format(
            'ALTER ROLE app_runtime IN DATABASE %I RESET ALL', current_database()); END $$";
        superuser.batch_execute(reset).unwrap();
        let audit = Auditor::of(&model()).only("no_timeouts").unwrap();
        assert_eq!(audit.audit(&mut superuser).unwrap().findings().len(), 1);
    });
}

#[test]
fn a_function_makes_sql_of_strings() {
    let text = "BEGIN EXECUTE 'SELECT count(*) FROM ' || name; RETURN 1; END";
    let mut function = Function::new(
        QualifiedName::new("app", "count_rows").unwrap(),
        DataType::Builtin(BuiltinType::Bigint),
        FunctionBody::Plpgsql(PlpgsqlText::new(text).unwrap()),
    );
    function.arguments = vec![pgschema::model::Argument {
        name: pgschema::sql::Identifier::new("name").unwrap(),
        data_type: DataType::Builtin(BuiltinType::Text),
        default: None,
    }];
    let builder = Database::builder().hardened("app").table::<Price>();
    let model = builder.function(function).build();
    let model = model.unwrap_or_else(|errors| panic!("{errors}"));
    assert!(findings(&model).contains(&"concatenated_sql"));
}

/// Keys beside what they open.
#[derive(Table)]
#[pg(table = "tenant_keys", tenant = tenant_id)]
struct TenantKey {
    #[pg(primary_key)]
    id: Uuid,
    tenant_id: Uuid,
    encryption_key: Vec<u8>,
}

#[test]
fn keys_lie_beside_what_they_encrypt() {
    let model = model();
    let builder = Database::builder().hardened("app").table::<TenantKey>();
    let beside = builder.build().unwrap();
    assert!(findings(&beside).contains(&"key_beside_data"));
    // Of what is sealed, nothing that is sent has the key in it.
    let keys = Keys::new(SealingKey::new(1, [0xab; 32]));
    let account = encryption::column::<Invoice>(&model, |i| i.account).unwrap();
    let cell = account.row().key(|i| i.tenant_id, ACME).key(|i| i.id, ACME);
    let sealed = cell.seal(&keys, "DE02 1203 0000 0000 2020 51").unwrap();
    assert!(!sealed.as_bytes().windows(4).any(|it| it == [0xab; 4]));
    assert!(!sealed.as_bytes().windows(4).any(|it| it == b"DE02"));
    // A setting is read by everybody.
    for_each_own_cluster(|cluster| {
        let database = apply_to(cluster);
        let mut superuser = database.superuser();
        let audit = |superuser: &mut postgres::Client| {
            let audit = Auditor::of(&model).only("secret_in_settings").unwrap();
            audit.audit(superuser).unwrap().findings().len()
        };
        assert_eq!(audit(&mut superuser), 0);
        for plant in [
            "ALTER ROLE app_runtime SET app.encryption_key = 'c2VjcmV0'",
            "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET app.secret = %L', current_database(), 'x'); END $$",
        ] {
            superuser.batch_execute(plant).unwrap();
        }
        assert_eq!(audit(&mut superuser), 2);
    });
}

#[test]
fn backups_are_not_tested() {
    let model = model();
    let operations = operations(&model).backup_role(BackupRole::new("app_backup").unwrap());
    let drill = RestoreDrill::new("/backups/app.dump", "app_drill");
    let script = operations.restore_drill(&drill).unwrap();
    for step in ["pg_restore", "createdb", "app.invoices"] {
        assert!(script.contains(step), "{step}: {script}");
    }
}
