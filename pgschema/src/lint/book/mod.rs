//! The rule book: a page for each rule, from the rule itself.

mod related;

use std::fmt::Write as _;

use super::{RULES, Rule, SERVER_RULES, all_rules};
use related::Group;

/// Where PostgreSQL's manual is.
const MANUAL: &str = "https://www.postgresql.org/docs/current";

/// The kinds of rules, by what their identifiers begin with.
const KINDS: &[(&str, &str)] = &[
    ("RLS", "Row-level security"),
    ("GRT", "Rights and roles"),
    ("FUN", "Functions and triggers"),
    ("SEC", "Secrets"),
    ("KEY", "Keys and constraints"),
    ("IDX", "Indexes"),
    ("TYP", "Types and columns"),
    ("NAM", "Names"),
    ("DOC", "Comments"),
    ("OPS", "Operation"),
    ("ALW", "What is allowed"),
];

/// Whether the other pages of the book stand beside a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Links {
    Beside,
    #[cfg(feature = "sarif")]
    Without,
}

/// The page of a rule.
pub(super) fn page(rule: &Rule, links: Links) -> String {
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
    let mut page = format!("# {id} `{name}`: {title}\n\nSeverity: **{severity}**.");
    if let Some(measure) = rule.measure {
        page.push_str(&format!(
            " In a hardened database the measure `{measure}` keeps it from happening."
        ));
    }
    page.push_str(&format!(
        "\n\n{why}\n\n## What to do\n\n{fix}\n\n{}\n\n",
        how_to_allow(rule)
    ));
    let found = found(rule);
    let language = match rule.is_for_servers() {
        true => "sql",
        false => "rust",
    };
    page.push_str(&format!(
        "## {found}\n\n```{language}\n{}\n```\n\n",
        bad.trim()
    ));
    if [bad, good].iter().any(|it| it.contains("by_hand(")) {
        page.push_str(
            "`by_hand` gives what the model has, to be changed: what comes from a snapshot or from \
             values of `pgschema::model` may look like that.\n\n",
        );
    }
    let good = good.trim();
    page.push_str(&format!("## Not found\n\n```{language}\n{good}\n```\n"));
    if let Some(catalog) = rule.catalog {
        let same = match rule.is_for_servers() {
            true => "What `verify::audit` asks the server",
            false => "The same in the catalog of a server",
        };
        page.push_str(&format!(
            "\n## On a server\n\n{same}, over the views of `pgschema::lint::CATALOG_VIEWS`:\n\n```sql\n{}\n```\n",
            catalog.trim(),
        ));
    }
    page.push_str(&see_also(rule, links));
    page
}

/// The heading above the defect.
fn found(rule: &Rule) -> &'static str {
    let is_refused = |text: &str| text.contains("derive refuses");
    if is_refused(rule.why) || is_refused(rule.fix) {
        "Refused by the derive, and found in what is made without it"
    } else if rule.bad.contains(&format!("allow({},", rule.name)) {
        "Found, and allowed here, since the derive refuses it otherwise"
    } else {
        "Found"
    }
}

fn how_to_allow(rule: &Rule) -> String {
    let name = rule.name;
    if rule.id.starts_with("ALW") {
        return "It can't be allowed: put the `allow` right, or remove it.".to_owned();
    }
    if rule.is_for_servers() {
        return format!(
            "To keep what is meant to be so, tell the audit: `Auditor::allow(\"{name}\", \"object\", \"…\")`."
        );
    }
    format!(
        "To keep what is meant to be so, write `#[pg(allow({name}, reason = \"…\"))]` where it is, or \
         `.allow(\"{name}\", \"object\", \"…\")` on the builder for what has no struct."
    )
}

/// The rules about the same thing, and the manual.
fn see_also(rule: &Rule, links: Links) -> String {
    let Some(group) = Group::of(rule) else {
        return String::new();
    };
    let mut text = String::new();
    for other in group.others(rule) {
        let name = match links {
            Links::Beside => format!("[`{0}`]({0}.md)", other.name),
            #[cfg(feature = "sarif")]
            Links::Without => format!("`{}`", other.name),
        };
        // Writing to a String can't fail.
        let _ = writeln!(text, "- {name}: {}", other.title);
    }
    for (title, page) in group.manual {
        let _ = writeln!(text, "- PostgreSQL: [{title}]({MANUAL}/{page}.html)");
    }
    if links == Links::Beside {
        text.push_str("- [All rules](README.md)\n");
    }
    match text.is_empty() {
        true => text,
        false => format!("\n## See also\n\n{text}"),
    }
}

/// The table of contents of the rule book, as Markdown. Each line links to `NAME.md`.
///
/// ```
/// assert!(pgschema::lint::contents().contains("[`leaky_index`](leaky_index.md)"));
/// ```
#[must_use]
pub fn contents() -> String {
    let mut contents = format!(
        "# The rules\n\n`Database::lint` looks for {} things that can be and shouldn't; `verify::audit` looks for \
         them on a server, and for {} more of which a model knows nothing (*server*).\n",
        RULES.len(),
        SERVER_RULES.len(),
    );
    for (kind, heading) in KINDS {
        contents.push_str(&format!(
            "\n## {heading}\n\n| id | name | severity | what it finds |\n|---|---|---|---|\n"
        ));
        for rule in in_order().filter(|rule| rule.id.starts_with(kind)) {
            let Rule {
                id,
                name,
                severity,
                title,
                ..
            } = rule;
            let server = if rule.is_for_servers() {
                "*server:* "
            } else {
                ""
            };
            contents.push_str(&format!(
                "| {id} | [`{name}`]({name}.md) | {severity} | {server}{title} |\n"
            ));
        }
    }
    contents
}

/// All rules by their identifiers.
fn in_order() -> impl Iterator<Item = &'static Rule> {
    let mut rules: Vec<_> = all_rules().collect();
    rules.sort_by_key(|rule| rule.id);
    rules.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_in_the_contents_once() {
        let contents = contents();
        for rule in all_rules() {
            let line = format!("| {} | [`{1}`]({1}.md) |", rule.id, rule.name);
            assert_eq!(contents.matches(&line).count(), 1, "{line}");
        }
    }

    #[test]
    fn a_page_says_what_the_derive_refuses() {
        let refused = super::super::rule("insert_policy_without_check").unwrap();
        assert!(refused.page().contains("## Refused by the derive"));
        let found = super::super::rule("no_comment").unwrap();
        assert!(found.page().contains("## Found\n"));
    }
}
