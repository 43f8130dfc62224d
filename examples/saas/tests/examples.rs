//! The programs in `examples/` do what they say.

#[allow(dead_code, reason = "its files are looked at, and not written")]
#[path = "../examples/production.rs"]
mod production;
#[path = "../examples/requests.rs"]
mod requests;

#[test]
fn a_day_of_requests_goes_by_on_a_server() {
    requests::main().unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn each_role_of_the_application_has_its_line() {
    let files = production::files().unwrap_or_else(|error| panic!("{error}"));
    let (_, pg_hba) = &files[0];
    for role in [
        "app_runtime",
        "app_worker",
        "app_readonly",
        "app_migrator",
        "app_backup",
    ] {
        assert_eq!(pg_hba.matches(&format!(" {role} ")).count(), 1, "{pg_hba}");
    }
    assert!(
        !files
            .iter()
            .any(|(_, text)| text.contains("only in an example"))
    );
}
