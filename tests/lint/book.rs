//! The rule book in the repository is what the rules say.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use pgschema::emit::check_golden_file;
use pgschema::lint::{RULES, SERVER_RULES, contents};

const DIRECTORY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../pgschema/docs/rules");

/// Where the book has been made from, for whoever would edit a page.
const HEAD: &str = "<!-- Made by pgschema from the rules in pgschema/src/lint/rules; \
                    PGSCHEMA_UPDATE=1 cargo test -p pgschema-tests --test lint book writes it. -->\n\n";

#[test]
fn the_rule_book_is_what_the_rules_say() {
    let directory = Path::new(DIRECTORY);
    let is_update = std::env::var_os("PGSCHEMA_UPDATE").is_some_and(|it| it == "1");
    if is_update {
        fs::create_dir_all(directory).unwrap();
    }
    let mut pages = vec![("README.md".to_owned(), contents())];
    pages.extend(
        RULES
            .iter()
            .chain(SERVER_RULES)
            .map(|it| (format!("{}.md", it.name), it.page())),
    );
    let names: BTreeSet<_> = pages.iter().map(|(name, _)| name.clone()).collect();
    let there = fs::read_dir(directory).unwrap();
    let there = there.map(|it| it.unwrap().file_name().into_string().unwrap());
    let mut stale: Vec<_> = there.filter(|it| !names.contains(it)).collect();
    if is_update {
        for name in stale.drain(..) {
            fs::remove_file(directory.join(name)).unwrap();
        }
    }
    let wrong: Vec<_> = pages
        .iter()
        .filter_map(|(name, page)| {
            check_golden_file(directory.join(name), &format!("{HEAD}{page}")).err()
        })
        .collect();
    assert!(stale.is_empty(), "of no rule: {stale:?}");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_link_within_the_book_leads_to_a_page() {
    let pages = RULES.iter().chain(SERVER_RULES).map(|it| it.page());
    let mut links = 0;
    for page in pages.chain([contents()]) {
        for link in page.split("](").skip(1) {
            let target = link.split_once(')').unwrap().0;
            if target.starts_with("https://") {
                continue;
            }
            links += 1;
            let name = target.strip_suffix(".md").unwrap();
            assert!(
                name == "README" || pgschema::lint::rule(name).is_some(),
                "{target}"
            );
        }
    }
    assert!(links > 3 * RULES.len(), "{links}");
}
