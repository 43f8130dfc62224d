//! Strings in SQL that was written by hand.

use pgschema::{Database, Table};
use pgschema_test_support::apply;

use crate::catalog::differences;
use crate::servers::for_each_database;

#[derive(Table)]
#[pg(schema = "app")]
struct Codes {
    #[pg(primary_key, check = r"code ~ '^\d+$'", default = r"'1\2'")]
    code: String,
    // A session that reads backslashes would end the string at its last quote.
    #[pg(default = r"'\''; DROP TABLE codes; --'")]
    path: String,
}

#[test]
fn a_string_means_the_same_whatever_the_session_says() {
    for_each_database(|version, server| {
        let database = Database::builder().schema("app").table::<Codes>().build();
        let database = database.unwrap();
        for conforming in ["off", "on"] {
            let mut owner = server.owner();
            let set = format!("SET standard_conforming_strings = {conforming}");
            owner.batch_execute(&set).unwrap();
            apply(&mut owner, &database.render(version).unwrap());
            let differences = differences(&database, version, &mut server.superuser());
            assert!(differences.is_empty(), "{}", differences.join("\n"));
        }
        let mut client = server.superuser();
        let insert = "INSERT INTO app.codes (code) VALUES ('12') RETURNING path";
        let path: String = client.query_one(insert, &[]).unwrap().get(0);
        assert_eq!(path, r"\'; DROP TABLE codes; --");
        let refused = client.execute("INSERT INTO app.codes VALUES ('1d')", &[]);
        assert!(refused.is_err());
    });
}
