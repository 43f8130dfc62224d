//! What must not compile, each with the message that the user then sees, and what must compile
//! whatever else is around it.
//!
//! A changed message is a changed `.stderr`: read it as the user would, then accept it with
//! `TRYBUILD=overwrite cargo test -p pgschema-tests --test ui`.

#[test]
fn mistakes_are_errors() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/*.rs");
}

#[test]
fn expansions_are_hygienic() {
    let cases = trybuild::TestCases::new();
    cases.pass("ui/pass/*.rs");
}
