//! The DDL of whole databases, as a reviewer sees it.

#[path = "fixtures/readme.rs"]
#[allow(unreachable_pub, dead_code, reason = "it is the text of the README")]
mod readme;

use pgschema::Version;
use pgschema::sql::ToSql;

#[test]
fn the_database_of_the_readme_on_each_version() {
    let database = readme::database().unwrap();
    for version in [Version::V14, Version::V18] {
        let ddl = database.render(version).unwrap();
        insta::assert_snapshot!(format!("readme_{version}"), ddl);
    }
}

#[test]
fn the_database_of_the_readme_as_json() {
    insta::assert_snapshot!("readme_json", readme::database().unwrap().to_json());
}

#[test]
fn the_tables_of_the_application() {
    let database = saas::database(Version::V18).unwrap();
    let plan = database.plan(Version::V18).unwrap();
    for section in plan.sections() {
        let name = section
            .title()
            .replace(|letter: char| !letter.is_ascii_alphanumeric(), "_");
        let statements: Vec<String> = section
            .statements()
            .iter()
            .map(ToString::to_string)
            .collect();
        insta::assert_snapshot!(format!("saas_{name}"), statements.join("\n"));
    }
}

#[test]
fn the_text_is_that_of_the_statements_of_the_plan() {
    for version in Version::ALL {
        for database in [
            readme::database().unwrap(),
            saas::database(version).unwrap(),
        ] {
            let plan = database.plan(version).unwrap();
            assert_eq!(plan.to_sql(), database.render(version).unwrap());
        }
    }
}
