//! A build script runs when it must, and only then.

use crate::project::{Project, SCHEMA};

#[test]
fn a_change_of_a_struct_is_in_the_program_after_the_next_build() {
    let project = Project::new("changed");
    let before = project.build();
    let sql = before.sql.unwrap_or_else(|| panic!("{}", before.said));
    assert!(sql.contains("  body text NOT NULL,\n"), "{sql}");

    project.write(
        "src/schema.rs",
        &SCHEMA.replace("body: String", "text: String"),
    );
    let changed = project.build();
    assert!(changed.script_ran, "{}", changed.said);
    assert_eq!(
        changed.sql.as_deref(),
        Some(&*sql.replace("body", "text")),
        "{}",
        changed.said
    );

    let again = project.build();
    assert!(!again.script_ran && !again.compiled, "{}", again.said);
    assert_eq!(again.sql, changed.sql);
}

#[test]
fn a_change_elsewhere_does_not_run_the_script() {
    let project = Project::new("elsewhere");
    let before = project.build();
    let main = "pub mod schema;\nfn main() { print!(\"{}\", include_str!(concat!(env!(\"OUT_DIR\"), \"/schema.sql\"))); }";
    project.write("src/main.rs", main);
    project.write("NOTES.txt", "to do");
    let after = project.build();
    assert!(!after.script_ran && after.compiled, "{}", after.said);
    // By the directory as by the variable.
    assert_eq!(after.sql, before.sql);
    assert!(after.sql.is_some());

    project.write("NOTES.txt", "done");
    let again = project.build();
    assert!(!again.script_ran && !again.compiled, "{}", again.said);
}

#[test]
fn success_is_silent_and_leaves_the_sources_alone() {
    let project = Project::new("silent");
    let files = project.files();
    for _ in 0..2 {
        let built = project.build();
        assert!(built.sql.is_some(), "{}", built.said);
        assert!(!built.said.contains("warning"), "{}", built.said);
    }
    assert_eq!(project.files(), files);
}

#[test]
fn a_schema_that_cannot_be_fails_the_build_with_all_that_is_wrong() {
    let project = Project::new("broken");
    let open = SCHEMA.replace(", allow(no_row_security, reason = \"a test\")", "");
    project.write("src/schema.rs", &open);
    let built = project.build();
    assert_eq!(built.sql, None);
    let message = "Error: the schema can't be: app.notes (src/schema.rs:5): \
                   the table has no row-level security; say whose the rows are";
    assert!(built.said.contains(message), "{}", built.said);

    project.write("src/schema.rs", SCHEMA);
    assert!(project.build().sql.is_some());
}

/// The build script of the README, which looks for what is unwise, too.
fn denying(name: &'static str) -> Project {
    let project = Project::new(name);
    let script = std::fs::read_to_string(project.path("build.rs")).unwrap();
    let denying = script.replace(".write()", ".deny_lints().write()");
    assert_ne!(denying, script);
    project.write("build.rs", &denying);
    project
}

#[test]
fn a_defect_fails_the_build_with_the_report_if_lints_are_denied() {
    let project = denying("denied");
    let defect = SCHEMA.replace("pub body", "#[pg(type = \"char(2)\")]\n    pub body");
    project.write("src/schema.rs", &defect);
    let built = project.build();
    assert_eq!(built.sql, None);
    let said = &built.said;
    for part in [
        "Error: the schema has what it should not have:\n",
        "warning[TYP005]: column app.notes.body: is padded with spaces\n",
        // The script runs in the package, and the lines are those of its file.
        "--> src/schema.rs:10:5\n",
        "| |     pub body: String,\n",
        "\n  1 warning",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn remarks_are_passed_on_if_lints_are_denied() {
    let project = denying("remarks");
    let remark = "warning: remarks@0.1.0: DOC001 no_comment: table app.notes: nothing says what it is for \
                  (src/schema.rs:5)";
    let without = SCHEMA.replace("/// A note.", "//");
    project.write("src/schema.rs", &without);
    let built = project.build();
    assert!(built.sql.is_some(), "{}", built.said);
    assert!(built.said.contains(remark), "{}", built.said);

    project.write("src/schema.rs", SCHEMA);
    let built = project.build();
    assert!(built.sql.is_some(), "{}", built.said);
    assert!(!built.said.contains("no_comment"), "{}", built.said);
}

#[test]
fn what_the_version_lacks_fails_the_build() {
    let project = Project::new("lacking");
    let newer = SCHEMA.replace(
        "    pub body: String,\n",
        "    pub body: String,\n    #[pg(generated(virtual = \"length(body)\"))]\n    pub length: i32,\n",
    );
    project.write("src/schema.rs", &newer);
    let built = project.build();
    assert!(built.sql.is_some(), "{}", built.said);
    let script = std::fs::read_to_string(project.path("build.rs")).unwrap();
    project.write("build.rs", &script.replace("V18", "V17"));
    let built = project.build();
    assert_eq!(built.sql, None);
    let message = "Error: the schema can't be rendered: PostgreSQL 17 can't do all of it:\n";
    assert!(built.said.contains(message), "{}", built.said);
    let message = "- app.notes.length: a virtual generated column needs PostgreSQL 18 or later";
    assert!(built.said.contains(message), "{}", built.said);
}
