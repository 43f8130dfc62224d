use pgschema::review::{ObjectKind, Rows};
use serde_json::json;

use crate::databases::{changed, difference, saas, table};
use crate::readme;

#[test]
fn the_matrix_of_the_readme() {
    let matrix = readme::database().unwrap().access_matrix();
    insta::assert_snapshot!("access_readme", matrix.to_markdown());
    insta::assert_snapshot!("access_readme_json", matrix.to_json());
}

#[test]
fn the_matrix_of_the_application() {
    insta::assert_snapshot!("access_saas", saas().access_matrix().to_markdown());
}

#[test]
fn a_wider_right_is_one_changed_line() {
    let before = saas();
    let after = changed(&before, |database| {
        let grants = table(database, "bookings")["grants"]
            .as_array_mut()
            .unwrap();
        let privileges = grants[1]["privileges"].as_array_mut().unwrap();
        privileges.push(json!({"privilege": "delete"}));
    });
    let [before, after] = [before, after].map(|database| database.access_matrix().to_markdown());
    let (gone, new) = difference(&before, &after);
    assert_eq!((gone.len(), new.len()), (1, 1), "{gone:?} {new:?}");
    assert!(new[0].contains("`app.bookings` | `app_runtime`") && new[0].contains("DELETE"));
}

#[test]
fn a_change_of_a_column_changes_the_matrix_only_where_it_changes_a_right() {
    let database = saas();
    let matrix = database.access_matrix().to_markdown();
    let other_type = changed(&database, |database| {
        let purpose = &mut table(database, "bookings")["columns"][5];
        assert_eq!(purpose["name"], "purpose");
        purpose["data_type"] = json!({"builtin": "name"});
        purpose["comment"] = json!("Why");
    });
    assert_eq!(matrix, other_type.access_matrix().to_markdown());

    let no_update = changed(&database, |database| {
        let grants = &mut table(database, "bookings")["grants"];
        grants[1]["privileges"][2]["columns"] = json!(["cancelled_at"]);
    });
    let (gone, new) = difference(&matrix, &no_update.access_matrix().to_markdown());
    assert_eq!((gone.len(), new.len()), (1, 1), "{gone:?} {new:?}");
}

#[test]
fn a_role_that_no_policy_binds_stands_out() {
    let database = changed(&saas(), |database| {
        let roles = database["roles"].as_array_mut().unwrap();
        let worker = roles
            .iter_mut()
            .find(|role| role["name"] == "app_worker")
            .unwrap();
        worker["bypass_row_security"] = json!(true);
    });
    let matrix = database.access_matrix();
    let right = matrix.right("app.jobs", "app_worker").unwrap();
    assert_eq!(right.rows, Rows::Bypassed);
    let markdown = matrix.to_markdown();
    assert!(
        markdown.contains("**every tenant: bypasses row security**"),
        "{markdown}"
    );
    let role = markdown
        .lines()
        .find(|line| line.starts_with("| `app_worker`"))
        .unwrap();
    assert!(role.contains("**bypassed**"), "{role}");
}

#[test]
fn a_member_that_inherits_has_the_rights_of_its_role() {
    let database = changed(&saas(), |database| {
        let roles = database["roles"].as_array_mut().unwrap();
        roles.push(json!({"name": "reporter", "login": true, "inherit": true}));
        roles.push(json!({"name": "visitor", "login": true}));
        let memberships = database["memberships"].as_array_mut().unwrap();
        for member in ["reporter", "visitor"] {
            memberships.push(json!({"role": "app_readonly", "member": member}));
        }
    });
    let matrix = database.access_matrix();
    let right = matrix.right("app.rooms", "reporter").unwrap();
    assert_eq!(right.through.as_deref(), Some("app_readonly"));
    let Rows::Policies { policies, .. } = &right.rows else {
        panic!("{right:?}");
    };
    assert_eq!(policies, &["rooms_tenant"]);
    assert!(matrix.right("app.rooms", "visitor").is_none());
    let visitor = matrix
        .roles
        .iter()
        .find(|role| role.role == "visitor")
        .unwrap();
    assert_eq!(visitor.may_become, ["app_readonly"]);
}

#[test]
fn what_policies_do_not_let_through_and_what_they_do_not_see_is_said() {
    let database = changed(&saas(), |database| {
        let grants = table(database, "comments")["grants"]
            .as_array_mut()
            .unwrap();
        grants.push(json!({
            "role": "public",
            "privileges": [{"privilege": "select"}, {"privilege": "truncate"}],
        }));
    });
    let matrix = database.access_matrix();
    let line = matrix.to_markdown();
    let line = line
        .lines()
        .find(|line| line.starts_with("| `app.comments` | `PUBLIC`"))
        .unwrap();
    assert!(
        line.contains("no row for SELECT; **every row for TRUNCATE**"),
        "{line}"
    );
}

#[test]
fn every_table_says_how_it_guards_its_rows() {
    let database = saas();
    let matrix = database.access_matrix();
    assert_eq!(
        matrix.tables.len(),
        database.tables().len() + database.views().len()
    );
    let live = matrix
        .tables
        .iter()
        .find(|table| table.object == "app.live_documents")
        .unwrap();
    assert_eq!(
        live.kind,
        ObjectKind::View {
            security_invoker: true
        }
    );
}

#[test]
fn names_cannot_break_the_lines_of_the_matrix() {
    let nasty = "a|b`\n\u{202e}<i>";
    let database = changed(&saas(), |database| {
        let policy = &mut table(database, "rooms")["policies"][0];
        policy["name"] = json!(nasty);
        policy["using"] = json!({"sql": "name <> 'x\n| y' AND\n  capacity > 0"});
    });
    let markdown = database.access_matrix().to_markdown();
    let lines = markdown
        .lines()
        .filter(|line| line.contains("app.rooms"))
        .count();
    let plain = saas().access_matrix().to_markdown();
    assert_eq!(
        lines,
        plain
            .lines()
            .filter(|line| line.contains("app.rooms"))
            .count()
    );
    assert!(
        markdown.contains("\"a\\|b`\\u{a}\\u{202e}<i>\""),
        "{markdown}"
    );
    assert!(
        markdown.contains("`name <> 'x\\u{a}\\| y' AND capacity > 0`"),
        "{markdown}"
    );
}
