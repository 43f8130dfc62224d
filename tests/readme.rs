//! What README.md shows is what happens.

#[path = "fixtures/readme.rs"]
#[allow(unreachable_pub, dead_code, reason = "it is the text of the README")]
mod readme;

use pgschema::Version;

const README: &str = include_str!("../README.md");

#[test]
fn the_code_of_the_readme_is_the_code_that_is_tested() {
    assert_eq!(block("```rust\n"), include_str!("fixtures/readme.rs"));
}

#[test]
fn the_ddl_of_the_readme_is_what_is_rendered() {
    let ddl = readme::database().unwrap().render(Version::V18).unwrap();
    let shown = block("```sql\n");
    let statements: Vec<&str> = shown.split_inclusive(";\n").collect();
    assert!(statements.len() > 5, "{statements:?}");
    for statement in statements {
        assert!(
            ddl.contains(statement.trim()),
            "this is not rendered:\n{statement}\nbut this is:\n{ddl}"
        );
    }
}

/// What stands in the first block of code that begins so.
fn block(opening: &str) -> &'static str {
    let (_, rest) = README.split_once(opening).unwrap();
    let (code, _) = rest.split_once("```").unwrap();
    code
}
