use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use pgschema::Database;
use proptest::prelude::*;
use scraper::{Html, Selector};

use crate::databases::{NAMES, named, saas, thousand};
use crate::readme;

/// The page, if a browser finds nothing to correct in it.
fn parsed(page: &str) -> Html {
    let html = Html::parse_document(page);
    assert!(html.errors.is_empty(), "{:?}", html.errors);
    html
}

fn all<'a>(html: &'a Html, selector: &str) -> Vec<scraper::ElementRef<'a>> {
    let selector = Selector::parse(selector).unwrap();
    html.select(&selector).collect()
}

fn text(element: scraper::ElementRef<'_>) -> String {
    element.text().collect()
}

/// No two things have one id, and every link leads to one of them.
fn broken_links(html: &Html) -> Vec<String> {
    let mut ids = BTreeSet::new();
    let mut broken = Vec::new();
    for element in all(html, "[id]") {
        let id = element.attr("id").unwrap();
        if id.is_empty() || id.contains(char::is_whitespace) || !ids.insert(id) {
            broken.push(format!("id {id:?}"));
        }
    }
    for link in all(html, "a[href]") {
        let href = link.attr("href").unwrap();
        if !href.strip_prefix('#').is_some_and(|id| ids.contains(id)) {
            broken.push(href.to_owned());
        }
    }
    broken
}

#[test]
fn every_link_leads_somewhere() {
    let page = saas().dictionary().to_html();
    let html = parsed(&page);
    assert_eq!(broken_links(&html), Vec::<String>::new());
    assert!(all(&html, "a[href]").len() > 300);
}

#[test]
fn everything_of_the_database_is_on_the_page() {
    let database = saas();
    let page = database.dictionary().to_html();
    let html = parsed(&page);
    let articles = all(&html, "main article");
    for table in database.tables() {
        let named = |article: &&scraper::ElementRef<'_>| {
            article.attr("data-name") == Some(table.name.name().as_str())
        };
        // Lines of a comment are joined, and code in it stands out without its backticks.
        let plain = |text: &str| {
            let words = text.split_whitespace().map(|word| word.replace('`', ""));
            words.collect::<Vec<_>>().join(" ")
        };
        let article = plain(&text(*articles.iter().find(named).unwrap()));
        let columns = table.columns.iter().map(|column| column.name.as_str());
        let constraints = table
            .constraints
            .iter()
            .map(|constraint| constraint.name.as_str());
        let indexes = table.indexes.iter().map(|index| index.name.as_str());
        let policies = table.policies.iter().map(|policy| policy.name.as_str());
        let triggers = table.triggers.iter().map(|trigger| trigger.name.as_str());
        let partitions = table
            .partitions
            .iter()
            .map(|partition| partition.name.as_str());
        let comments = table
            .columns
            .iter()
            .filter_map(|column| column.comment.as_ref());
        let comments = comments
            .chain(&table.comment)
            .map(|comment| comment.as_str());
        for expected in columns
            .chain(constraints)
            .chain(indexes)
            .chain(policies)
            .chain(triggers)
            .chain(partitions)
            .chain(comments)
        {
            assert!(
                article.contains(&plain(expected)),
                "{}: {expected}",
                table.name
            );
        }
        for grant in &table.grants {
            assert!(
                article.contains(&grant.role.to_string()),
                "{} {}",
                table.name,
                grant.role
            );
        }
    }
    let whole = text(html.root_element());
    let functions = database.functions().iter().map(|function| &function.name);
    let domains = database.domains().iter().map(|domain| &domain.name);
    let enums = database.enums().iter().map(|made| &made.name);
    let views = database.views().iter().map(|view| &view.name);
    for name in functions.chain(domains).chain(enums).chain(views) {
        assert!(whole.contains(&name.to_string()), "{name}");
    }
}

#[test]
fn links_lead_along_foreign_keys_in_both_directions() {
    let page = saas().dictionary().to_html();
    let html = parsed(&page);
    let forth = "article[id='table.app.bookings'] a[href='#column.app.rooms.id']";
    let back = "article[id='table.app.rooms'] a[href='#column.app.bookings.room_id']";
    assert!(!all(&html, forth).is_empty() && !all(&html, back).is_empty());
}

#[test]
fn nothing_is_loaded_from_elsewhere() {
    let page = saas().dictionary().to_html();
    let html = parsed(&page);
    assert!(all(&html, "[src], [srcset], iframe, object, embed, base, form").is_empty());
    for link in all(&html, "link") {
        assert_eq!(
            (link.attr("rel"), link.attr("href")),
            (Some("icon"), Some("data:,"))
        );
    }
    for style in all(&html, "style") {
        let style = text(style);
        assert!(!style.contains("url(") && !style.contains("@import"));
    }
    let policy = all(&html, "meta[http-equiv='Content-Security-Policy']");
    assert!(
        policy[0]
            .attr("content")
            .unwrap()
            .starts_with("default-src 'none'")
    );
}

#[test]
fn what_is_used_by_hand_and_by_ear_has_a_name() {
    let page = saas().dictionary().to_html();
    let html = parsed(&page);
    assert_eq!(all(&html, "html[lang]").len(), 1);
    assert_eq!(all(&html, "h1").len(), 1);
    for control in all(&html, "input, [role=region], nav") {
        assert!(
            control
                .attr("aria-label")
                .is_some_and(|name| !name.is_empty())
        );
    }
    for table in all(&html, "table") {
        let caption = Selector::parse("caption").unwrap();
        assert_eq!(table.select(&caption).count(), 1);
    }
    for button in all(&html, "button") {
        assert!(!text(button).is_empty());
    }
}

#[test]
fn the_page_of_the_readme_is_the_same_each_time() {
    let database = readme::database().unwrap();
    let page = database.dictionary().to_html();
    assert_eq!(page, database.dictionary().to_html());
    let html = parsed(&page);
    let articles = all(&html, "#tables article");
    insta::assert_snapshot!(
        "dictionary_readme",
        articles[0].html().replace("><", ">\n<")
    );
}

#[test]
fn a_database_with_nothing_in_it_is_a_page_too() {
    let page = Database::builder().build().unwrap().dictionary().to_html();
    assert_eq!(broken_links(&parsed(&page)), Vec::<String>::new());
}

#[test]
fn a_thousand_tables_take_seconds() {
    let database = thousand();
    let start = Instant::now();
    let sizes = [
        database.access_matrix().to_markdown().len(),
        database.access_matrix().to_json().len(),
        database.diagram().to_mermaid().len(),
        database.diagram().to_svg().len(),
        database.dictionary().to_html().len(),
    ];
    let elapsed = start.elapsed();
    assert!(sizes.iter().all(|size| *size > 50_000), "{sizes:?}");
    // Without optimisation, on a machine that does other things; a loop in a loop takes minutes.
    assert!(elapsed < Duration::from_secs(60), "{elapsed:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_name_and_text_is_written_as_text(names in prop::collection::vec(NAMES, 3)) {
        let plain = saas();
        let page = named(&names).dictionary().to_html();
        let html = Html::parse_document(&page);
        prop_assert!(html.errors.is_empty(), "{:?}", html.errors);
        prop_assert_eq!(broken_links(&html), Vec::<String>::new());
        // Nothing became an element that was meant to be read.
        let scripts = |html: &Html| all(html, "script, style").len();
        let other = Html::parse_document(&plain.dictionary().to_html());
        prop_assert_eq!(scripts(&html), scripts(&other));
        prop_assert_eq!(all(&html, "article").len(), all(&other, "article").len());
    }
}
