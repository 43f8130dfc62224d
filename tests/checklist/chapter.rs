//! The chapter names every test, and no other.

const CHAPTER: &str = include_str!("../../pgschema/src/guide/checklist.md");

/// The names of the tests in a file, in their order.
fn tests(file: &str) -> Vec<&str> {
    let after = file.split("#[test]\nfn ").skip(1);
    after
        .filter_map(|it| it.split_once("()"))
        .map(|it| it.0)
        .collect()
}

/// The names in the last column of the table below a heading.
fn named(heading: &str) -> Vec<&'static str> {
    let (_, section) = CHAPTER.split_once(heading).unwrap();
    let section = section.split("\n# ").next().unwrap();
    let rows = section.lines().filter(|it| it.starts_with("| "));
    rows.skip(1)
        .filter_map(|row| row.trim_end_matches(" |").rsplit("| `").next())
        .map(|it| it.trim_end_matches('`'))
        .collect()
}

#[test]
fn each_row_of_the_chapter_is_a_test() {
    let forbidden = tests(include_str!("forbidden.rs"));
    assert_eq!(named("# Forbidden"), forbidden);
    assert_eq!(forbidden.len(), 13);
    let before = tests(include_str!("before_deployment.rs"));
    assert_eq!(named("# Before a deployment"), before);
    assert_eq!(before.len(), 10);
}
