use pgschema::Database;
use serde_json::json;

use crate::databases::{changed, saas, table};
use crate::readme;

#[test]
fn the_diagram_of_the_readme() {
    let database = readme::database().unwrap();
    insta::assert_snapshot!("mermaid_readme", database.diagram().to_mermaid());
}

#[test]
fn the_diagram_of_the_application() {
    insta::assert_snapshot!("mermaid_saas", saas().diagram().to_mermaid());
}

#[test]
fn names_that_mermaid_does_not_take_stand_beside_a_word() {
    let database = changed(&saas(), |database| {
        let rooms = table(database, "exchange_rates");
        rooms["name"]["name"] = json!("end;\n\"rates\" %%");
        rooms["name"]["schema"] = json!("app");
    });
    let mermaid = database.diagram().to_mermaid();
    let expected = "\n  \"end___rates____\"[\"end#59;#92;u#123;a#125;#34;rates#34; #37;#37;\"] {\n";
    assert!(mermaid.contains(expected), "{mermaid}");
}

#[test]
fn names_that_become_the_same_word_stay_apart() {
    let database = changed(&saas(), |database| {
        let columns = table(database, "rooms")["columns"].as_array_mut().unwrap();
        for name in ["x y", "x-y"] {
            columns.push(json!({"name": name, "data_type": {"builtin": "text"}}));
        }
    });
    let mermaid = database.diagram().to_mermaid();
    assert!(mermaid.contains(" x_y \"x y\"\n"), "{mermaid}");
    assert!(mermaid.contains(" x_y_2 \"x-y\"\n"), "{mermaid}");
}

#[test]
fn a_database_without_tables_is_an_empty_diagram() {
    let database = Database::builder().build().unwrap();
    assert_eq!(database.diagram().to_mermaid(), "erDiagram\n");
}
