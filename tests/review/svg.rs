use std::collections::BTreeSet;

use pgschema::Database;
use proptest::prelude::*;
use roxmltree::{Document, Node};

use crate::databases::{NAMES, named, saas, thousand};
use crate::readme;

fn ids<'a>(document: &'a Document<'_>) -> BTreeSet<&'a str> {
    let mut ids = BTreeSet::new();
    for node in document.descendants() {
        if let Some(id) = node.attribute("id") {
            assert!(ids.insert(id), "{id} twice");
        }
    }
    ids
}

fn links<'a>(document: &'a Document<'_>) -> Vec<&'a str> {
    let links = document
        .descendants()
        .filter_map(|node| node.attribute("href"));
    links.collect()
}

fn cards<'a, 'input>(document: &'a Document<'input>) -> Vec<Node<'a, 'input>> {
    let is_card = |node: &Node<'_, '_>| {
        let class = node.attribute("class").unwrap_or_default();
        class.split(' ').any(|word| word == "card")
    };
    document.descendants().filter(is_card).collect()
}

#[test]
fn the_picture_of_the_readme() {
    let svg = readme::database().unwrap().diagram().to_svg();
    insta::assert_snapshot!("svg_readme", svg.replace("><", ">\n<"));
}

#[test]
fn every_table_has_a_card_with_its_columns() {
    let database = saas();
    let svg = database.diagram().to_svg();
    let document = Document::parse(&svg).unwrap();
    let cards = cards(&document);
    assert_eq!(cards.len(), database.tables().len());
    for (card, table) in cards.iter().zip(database.tables()) {
        let texts: Vec<&str> = card.descendants().filter_map(|node| node.text()).collect();
        for column in &table.columns {
            assert!(
                texts.contains(&column.name.as_str()),
                "{} {}",
                table.name,
                column.name
            );
        }
    }
}

#[test]
fn every_key_is_a_line_or_a_link() {
    let database = saas();
    let svg = database.diagram().to_svg();
    let document = Document::parse(&svg).unwrap();
    let class = |name: &str| {
        let nodes = document.descendants();
        nodes
            .filter(|node| node.attribute("class") == Some(name))
            .count()
    };
    let keys = database
        .tables()
        .iter()
        .flat_map(|table| &table.constraints);
    let keys = keys
        .filter(|constraint| constraint.foreign_key().is_some())
        .count();
    // Two lines of the legend say what their ends mean.
    assert_eq!(class("line") - 2 + class("link"), keys);
}

#[test]
fn every_link_leads_to_a_card() {
    let svg = saas().diagram().to_svg();
    let document = Document::parse(&svg).unwrap();
    let ids = ids(&document);
    let links = links(&document);
    assert!(links.len() > 24);
    for link in links {
        assert!(ids.contains(link.strip_prefix('#').unwrap()), "{link}");
    }
}

#[test]
fn the_picture_says_what_it_is_to_those_who_do_not_see_it() {
    let svg = saas().diagram().to_svg();
    let document = Document::parse(&svg).unwrap();
    let root = document.root_element();
    for id in root.attribute("aria-labelledby").unwrap().split(' ') {
        let named = document
            .descendants()
            .find(|node| node.attribute("id") == Some(id))
            .unwrap();
        assert!(!named.text().unwrap().is_empty());
    }
}

#[test]
fn cards_lie_apart_from_each_other() {
    for database in [saas(), thousand()] {
        let svg = database.diagram().to_svg();
        let document = Document::parse(&svg).unwrap();
        let number = |text: Option<&str>| text.unwrap().parse::<f64>().unwrap();
        let boxes: Vec<[f64; 4]> = cards(&document)
            .iter()
            .map(|card| {
                let corner = card.attribute("transform").unwrap();
                let corner = corner
                    .trim_start_matches("translate(")
                    .trim_end_matches(')');
                let (x, y) = corner.split_once(' ').unwrap();
                let rect = card
                    .children()
                    .find(|node| node.has_tag_name("rect"))
                    .unwrap();
                let [x, y] = [x, y].map(|text| number(Some(text)));
                let right = x + number(rect.attribute("width"));
                [x, y, right, y + number(rect.attribute("height"))]
            })
            .collect();
        for (place, one) in boxes.iter().enumerate() {
            for other in &boxes[..place] {
                let apart = one[2] < other[0]
                    || other[2] < one[0]
                    || one[3] < other[1]
                    || other[3] < one[1];
                assert!(apart, "{one:?} {other:?}");
            }
        }
    }
}

#[test]
fn the_same_database_gives_the_same_picture() {
    for database in [saas(), thousand()] {
        assert_eq!(database.diagram().to_svg(), database.diagram().to_svg());
    }
}

#[test]
fn a_database_without_tables_is_a_picture_too() {
    let svg = Database::builder().build().unwrap().diagram().to_svg();
    assert_eq!(cards(&Document::parse(&svg).unwrap()).len(), 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_name_is_written_as_text(names in prop::collection::vec(NAMES, 3)) {
        let database = named(&names);
        let svg = database.diagram().to_svg();
        let document = Document::parse(&svg).map_err(|error| TestCaseError::fail(error.to_string()))?;
        let ids = ids(&document);
        for link in links(&document) {
            prop_assert!(ids.contains(link.strip_prefix('#').unwrap()), "{}", link);
        }
    }
}
