//! The rule book: a page for each rule, from the rule itself.

use super::{RULES, Rule};

/// The page of a rule.
pub(super) fn page(rule: &Rule) -> String {
    let Rule {
        id,
        name,
        severity,
        title,
        why,
        fix,
        bad,
        good,
        ..
    } = rule;
    let mut page = format!(
        "# {id}: {title}\n\n`{name}` · {severity}\n\n{why}\n\n## What to do\n\n{fix}\n\n\
         To keep it: `allow({name}, reason = \"…\")`.\n\n\
         ## Found\n\n```rust\n{}\n```\n\n## Not found\n\n```rust\n{}\n```\n",
        bad.trim(),
        good.trim(),
    );
    if let Some(measure) = rule.measure {
        page.push_str(&format!(
            "\nThe measure `{measure}` of the profile keeps a hardened database from having it.\n"
        ));
    }
    if let Some(catalog) = rule.catalog {
        page.push_str(&format!(
            "\n## In the catalog\n\nThe same on a server, over the views of \
             `pgschema::lint::CATALOG_VIEWS`:\n\n```sql\n{}\n```\n",
            catalog.trim(),
        ));
    }
    page
}

/// The table of contents of the rule book, as Markdown. Each line links to `NAME.md`.
///
/// ```
/// assert!(pgschema::lint::contents().contains("[`leaky_index`](leaky_index.md)"));
/// ```
#[must_use]
pub fn contents() -> String {
    let mut contents = String::from(
        "# The rules\n\n| id | name | severity | what it finds |\n|---|---|---|---|\n",
    );
    for rule in RULES {
        let Rule {
            id,
            name,
            severity,
            title,
            ..
        } = rule;
        contents.push_str(&format!(
            "| {id} | [`{name}`]({name}.md) | {severity} | {title} |\n"
        ));
    }
    contents
}
