//! Contexts that a key has signed: nobody else binds a transaction.

use std::time::Duration;

use pgschema::lint::Severity;
use pgschema::query::postgres::TenantTransaction;
use pgschema::query::{self, Authenticated, Context, ContextKey, Parameter, QueryError};
use pgschema::verify::{Auditor, compare, privileges};
use pgschema::{Database, Hardening, Table, Version};
use pgschema_test_support::{apply, for_each_own_cluster, sqlstate};
use postgres::Client;
use uuid::Uuid;

/// What somebody keeps for itself.
#[derive(Table)]
#[pg(table = "secrets", tenant = tenant_id, owner = user_id)]
struct Kept {
    #[pg(primary_key)]
    id: Uuid,
    tenant_id: Uuid,
    user_id: Uuid,
    text: String,
}

fn model() -> Database {
    let hardening = Hardening::new("app").signed_context();
    let builder = Database::builder().hardened(hardening).table::<Kept>();
    builder.build().unwrap_or_else(|errors| panic!("{errors}"))
}

const ACME: Uuid = Uuid::from_u128(1);
const OTHER: Uuid = Uuid::from_u128(2);
const USER: Uuid = Uuid::from_u128(3);

fn context<'d>(model: &'d Database, key: &'d ContextKey, tenant: Uuid) -> Context<'d> {
    let minute = Duration::from_secs(60);
    let context = Context::signed(model, key, minute);
    let context = context
        .tenant(Authenticated::by("the test", tenant))
        .unwrap();
    context.user(Authenticated::by("the test", USER)).unwrap()
}

/// The statement that binds to what a context says, with the token in it.
fn bound(context: &Context<'_>) -> String {
    let statements = context.statements().unwrap();
    let [statement] = statements.as_slice() else {
        panic!("{statements:?}");
    };
    assert!(!statement.text().contains("v1."), "{statement:?}");
    let [Parameter::Text(Some(token))] = statement.parameters() else {
        panic!("{statement:?}");
    };
    format!("SET LOCAL app.context = '{token}'")
}

/// How many rows are seen after statements, or the SQLSTATE.
fn seen(client: &mut Client, bind: &str) -> Result<i64, String> {
    let mut transaction = client.transaction().unwrap();
    transaction.batch_execute(bind).unwrap();
    let count = transaction.query_typed("SELECT count(*) FROM app.secrets", &[]);
    count
        .map(|rows| rows[0].get(0))
        .map_err(|error| sqlstate(&error))
}

#[test]
fn only_what_a_known_key_has_signed_binds_a_transaction() {
    let model = model();
    let (old, new) = (
        ContextKey::new("old", [7; 32]).unwrap(),
        ContextKey::generate("new").unwrap(),
    );
    for_each_own_cluster(|cluster| {
        let version = Version::try_from(cluster.version()).unwrap();
        let database = cluster.fresh_database();
        apply(&mut database.owner(), &model.render(version).unwrap());
        let mut superuser = database.superuser();
        compare(&model, &mut superuser).unwrap().deny().unwrap();
        privileges(&model, &mut superuser).unwrap().deny().unwrap();
        let mut owner = database.connect_as("app_migrator");
        owner.batch_execute("SET ROLE app_owner").unwrap();
        for key in [&old, &new] {
            let insert = key.insert(&model);
            owner
                .execute_typed(insert.text(), &insert.typed_parameters())
                .unwrap();
        }
        let mut client = database.connect_as("app_runtime");
        // Nobody of the application can read the keys.
        let keys = client.query("SELECT * FROM app_private.context_keys", &[]);
        assert_eq!(sqlstate(&keys.unwrap_err()), "42501");
        for key in [&old, &new] {
            let mut transaction =
                TenantTransaction::begin(&mut client, &context(&model, key, ACME)).unwrap();
            let insert = query::insert::<Kept>(&model).value(|k| k.text, key.id());
            transaction.execute(&insert.build().unwrap()).unwrap();
            transaction.commit().unwrap();
        }
        let right = bound(&context(&model, &new, ACME));
        assert_eq!(seen(&mut client, &right), Ok(2));
        assert_eq!(
            seen(&mut client, &bound(&context(&model, &new, OTHER))),
            Ok(0)
        );
        // Nothing is bound, and the settings without a signature bind nothing.
        assert_eq!(seen(&mut client, ""), Ok(0));
        let unsigned =
            format!("SET LOCAL app.tenant_id = '{ACME}'; SET LOCAL app.user_id = '{USER}'");
        assert_eq!(seen(&mut client, &unsigned), Ok(0));
        // Another tenant, another time, another key, a stranger's key, and a token that is none.
        let refused = Err("28000".to_owned());
        let hex = |id: Uuid| {
            id.to_string()
                .bytes()
                .map(|it| format!("{it:02x}"))
                .collect::<String>()
        };
        let moved = right.replace(&hex(ACME), &hex(OTHER));
        assert_ne!(moved, right);
        assert_eq!(seen(&mut client, &moved), refused);
        assert_eq!(
            seen(&mut client, &right.replace("v1.new.", "v1.old.")),
            refused
        );
        let stranger = ContextKey::new("old", [8; 32]).unwrap();
        assert_eq!(
            seen(&mut client, &bound(&context(&model, &stranger, ACME))),
            refused
        );
        for token in [
            "x",
            "v1.new",
            "v1.new.9999999999..",
            "v1.new.9999999999...00",
            "......",
        ] {
            let bind = format!("SET LOCAL app.context = '{token}'");
            assert_eq!(seen(&mut client, &bind), refused, "{token}");
        }
        let expired = Context::signed(&model, &new, Duration::ZERO);
        let expired = expired.tenant(Authenticated::by("the test", ACME)).unwrap();
        assert_eq!(seen(&mut client, &bound(&expired)), refused);
        // A key that is removed has signed nothing.
        let remove = ContextKey::remove("old", &model);
        owner
            .execute_typed(remove.text(), &remove.typed_parameters())
            .unwrap();
        assert_eq!(
            seen(&mut client, &bound(&context(&model, &old, ACME))),
            refused
        );
        assert_eq!(seen(&mut client, &right), Ok(2));
        let mut found = |auditor: Auditor| {
            let audit = auditor.only("settable_tenant").unwrap();
            audit
                .audit(&mut superuser)
                .unwrap()
                .report()
                .findings()
                .len()
        };
        assert_eq!(found(Auditor::of(&model)), 0);
    });
}

#[test]
fn no_other_session_reads_a_token() {
    let model = model();
    let key = ContextKey::generate("k").unwrap();
    for_each_own_cluster(|cluster| {
        let version = Version::try_from(cluster.version()).unwrap();
        let database = cluster.fresh_database();
        apply(&mut database.owner(), &model.render(version).unwrap());
        let mut owner = database.connect_as("app_migrator");
        owner.batch_execute("SET ROLE app_owner").unwrap();
        let insert = key.insert(&model);
        let parameters = insert.typed_parameters();
        owner.execute_typed(insert.text(), &parameters).unwrap();
        let mut victim = database.connect_as("app_runtime");
        let mut other = database.connect_as("app_runtime");
        let context = context(&model, &key, ACME);
        let mut transaction = TenantTransaction::begin(&mut victim, &context).unwrap();
        let seen = "SELECT query FROM pg_stat_activity WHERE usename = 'app_runtime' AND pid <> pg_backend_pid()";
        let query: String = other.query_one(seen, &[]).unwrap().get(0);
        assert!(query.contains("app.context"), "{query}");
        assert!(!query.contains("v1."), "{query}");
        // The session itself has it.
        let own = "SELECT current_setting('app.context')";
        let own: String = transaction
            .transaction()
            .query_one(own, &[])
            .unwrap()
            .get(0);
        assert!(own.starts_with("v1.k."), "{own}");
    });
}

#[test]
fn a_context_is_signed_where_the_database_asks_for_it_and_nowhere_else() {
    let signed = model();
    let unsigned = crate::world::model();
    let key = ContextKey::new("k", [0; 32]).unwrap();
    let id = || Authenticated::by("the test", ACME);
    assert!(matches!(
        Context::new(&signed).tenant(id()),
        Err(QueryError::Unsigned)
    ));
    let long = Duration::from_secs(24 * 60 * 60 + 1);
    for lifetime in [long, Duration::MAX] {
        let context = Context::signed(&signed, &key, lifetime)
            .tenant(id())
            .unwrap();
        assert_eq!(context.statements(), Err(QueryError::Lifetime));
    }
    let minute = Duration::from_secs(60);
    let context = Context::signed(&unsigned, &key, minute).tenant(id());
    assert!(matches!(context, Err(QueryError::NotVerified)));
    for wrong in ["", "a.b", "a'b", "é"] {
        assert!(matches!(
            ContextKey::new(wrong, [0; 32]),
            Err(QueryError::KeyId { .. })
        ));
    }
    let text = format!("{key:?}{:?}", key.insert(&signed));
    assert!(
        !text.contains("36, 36") && !text.contains("54, 54"),
        "{text}"
    );
    let report = signed.lint();
    assert!(report.clone().deny(Severity::Warning).is_ok(), "{report}");
}

#[test]
fn the_policies_are_those_of_a_database_without_signatures() {
    let policies = |model: &Database| {
        let ddl = model.render(Version::V18).unwrap();
        let policies = ddl.split("CREATE POLICY ").skip(1);
        let policies = policies.map(|it| it.split(';').next().unwrap().to_owned());
        policies
            .filter(|it| it.contains("app.secrets"))
            .collect::<Vec<_>>()
    };
    let builder = Database::builder().hardened("app").table::<Kept>();
    let unsigned = policies(&builder.build().unwrap());
    assert!(!unsigned.is_empty());
    assert_eq!(policies(&model()), unsigned);
}
