//! What keeps the check from looking is said; who looks needs no rights; and nothing is left behind.

use pgschema::model::{Argument, Function};
use pgschema::operations::BackupRole;
use pgschema::sql::{DataType, Expr, FunctionBody, Identifier, QualifiedName, TypeText};
use pgschema::verify::{PrivilegeReport, VerifyError, privileges};
use pgschema::{BuiltinType, Database};
use pgschema_test_support::{TestDatabase, apply};
use postgres::Client;

use super::servers::for_each_database;
use super::{everything, run};

fn with_database(test: impl Fn(&Database, &TestDatabase<'_>)) {
    for_each_database(|version, server| {
        let database = Database::builder().hardened("app").build().unwrap();
        apply(&mut server.owner(), &database.render(version).unwrap());
        test(&database, server);
    });
}

/// What a session has that a look could leave there.
fn left_behind(client: &mut Client) -> i64 {
    let count = "SELECT (SELECT count(*) FROM pg_prepared_statements)
                      + (SELECT count(*) FROM pg_cursors)
                      + (SELECT count(*) FROM pg_locks WHERE pid = pg_backend_pid() AND mode <> 'AccessShareLock'
                                                          AND locktype <> 'virtualxid')
                      + (SELECT count(*) FROM pg_namespace WHERE oid = pg_my_temp_schema())";
    // Asked without a statement that is prepared for it.
    let messages = client.simple_query(count).unwrap();
    let row = messages.iter().find_map(|message| match message {
        postgres::SimpleQueryMessage::Row(row) => row.get(0),
        _ => None,
    });
    row.unwrap().parse().unwrap()
}

fn function(called: &str, arguments: Vec<DataType>) -> Function {
    let argument = |(number, data_type)| Argument {
        name: Identifier::new(format!("a{number}")).unwrap(),
        data_type,
        default: None,
    };
    let name = QualifiedName::new("app", called).unwrap();
    let body = FunctionBody::Return(Expr::sql("1").unwrap());
    Function {
        arguments: arguments.into_iter().enumerate().map(argument).collect(),
        ..Function::new(name, BuiltinType::Integer.into(), body)
    }
}

fn mood() -> DataType {
    DataType::named(QualifiedName::new("app", "mood").unwrap())
}

fn text(text: &str) -> DataType {
    DataType::Text(TypeText::new(text).unwrap())
}

/// Only who may use the schema can look its types up by name.
#[test]
fn functions_of_the_models_own_types_are_found_by_everybody() {
    for_each_database(|version, server| {
        let mut parts = everything::parts(version);
        parts.push(|it| {
            let moods = DataType::Array(Box::new(mood()));
            it.function(function(
                "qualified",
                vec![mood(), moods, text("varchar(9)")],
            ))
        });
        let database = everything::build(&parts).unwrap();
        parts.push(|it| it.function(function("unqualified", vec![text("mood")])));
        let also_unqualified = everything::build(&parts).unwrap();
        let ddl = also_unqualified.render(version).unwrap();
        apply(&mut server.owner(), &ddl);
        let report = privileges(&also_unqualified, &mut server.owner()).unwrap();
        assert!(report.differences().is_empty(), "{report}");
        let mut stranger = server.superuser();
        run(
            &mut stranger,
            "CREATE ROLE typeless; SET SESSION AUTHORIZATION typeless",
        );
        let report = privileges(&database, &mut stranger).unwrap();
        assert!(report.differences().is_empty(), "{report}");
    });
}

#[test]
fn a_role_without_rights_sees_the_same() {
    with_database(|database, server| {
        let mut superuser = server.superuser();
        run(
            &mut superuser,
            &format!(
                "CREATE ROLE looker LOGIN; GRANT CONNECT ON DATABASE {} TO looker;
                 GRANT CREATE ON SCHEMA app TO app_runtime",
                server.name
            ),
        );
        let seen = privileges(database, &mut server.connect_as("looker")).unwrap();
        let all = privileges(database, &mut superuser).unwrap();
        assert_eq!(seen, all);
        let said: Vec<String> = all.differences().iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            [
                "looker has CONNECT on the database",
                "app_runtime has CREATE on schema app"
            ]
        );
    });
}

#[test]
fn a_server_that_only_reads_is_looked_at_and_nothing_is_left_behind() {
    with_database(|database, server| {
        let mut client = server.owner();
        run(
            &mut client,
            "SET default_transaction_read_only = on; SET search_path = app",
        );
        let report = privileges(database, &mut client).unwrap();
        assert!(report.differences().is_empty(), "{report}");
        assert_eq!(left_behind(&mut client), 0);
        let row = client.query_one("SHOW search_path", &[]).unwrap();
        assert_eq!(row.get::<_, String>(0), "app");
    });
}

#[test]
fn a_connection_within_a_transaction_is_left_alone() {
    with_database(|database, server| {
        let mut client = server.owner();
        run(&mut client, "BEGIN; CREATE TEMPORARY TABLE mine ();");
        let error = privileges(database, &mut client).unwrap_err();
        assert!(matches!(error, VerifyError::InTransaction), "{error}");
        run(&mut client, "TABLE mine; COMMIT; TABLE mine");
    });
}

#[test]
fn a_lost_connection_is_said() {
    with_database(|database, server| {
        let mut client = server.owner();
        let pid: i32 = client
            .query_one("SELECT pg_backend_pid()", &[])
            .unwrap()
            .get(0);
        let end = format!("SELECT pg_terminate_backend({pid}, 10000)");
        run(&mut server.superuser(), &end);
        let error = privileges(database, &mut client).unwrap_err();
        assert!(
            matches!(error, VerifyError::ConnectionLost { .. }),
            "{error:?}"
        );
        let said = error.to_string();
        assert!(
            said.starts_with("the connection was lost while reading the rights: "),
            "{said}"
        );
    });
}

#[test]
fn a_role_that_may_not_read_the_catalogs_is_told_so() {
    with_database(|database, server| {
        let mut superuser = server.superuser();
        run(
            &mut superuser,
            "REVOKE SELECT ON pg_catalog.pg_auth_members FROM PUBLIC",
        );
        let error = privileges(database, &mut server.owner()).unwrap_err();
        let said = error.to_string();
        assert!(matches!(error, VerifyError::NotAllowed { .. }), "{error:?}");
        assert!(
            said.contains(
                "may not do what is needed for reading the rights: permission denied for table \
                           pg_auth_members"
            ),
            "{said}"
        );
        let again = server.owner().query_one("SELECT 1", &[]);
        assert!(again.is_ok());
    });
}

fn without_backups(report: &mut PrivilegeReport, backup: &BackupRole) {
    report.retain(|difference| !backup.accounts_for(difference));
}

#[test]
fn the_role_that_takes_backups_is_taken_out_of_the_report() {
    with_database(|database, server| {
        let backup = BackupRole::new("app_backup").unwrap();
        run(&mut server.superuser(), &backup.to_sql());
        let mut report = privileges(database, &mut server.owner()).unwrap();
        assert_eq!(report.differences().len(), 2, "{report}");
        without_backups(&mut report, &backup);
        report.deny().unwrap();
    });
}
