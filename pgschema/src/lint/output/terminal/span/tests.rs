use super::*;
use crate::model::Object;
use crate::sql::{Identifier, QualifiedName};

fn part(part: Part) -> Object {
    Object::Part {
        table: QualifiedName::new("app", "notes").unwrap(),
        part,
        name: Identifier::new("part").unwrap(),
    }
}

#[track_caller]
fn assert_span(source: &str, line: u32, object: &Object, expected: &str) {
    let span = of(source, line, object).and_then(|span| source.get(span));
    assert_eq!(span, Some(expected));
}

const SOURCE: &str = r##"/// A note.
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id)]
#[pg(
    index(columns(title), where = |n| n.title.ne(")]")), // the first
    check(name = "short", r#"title <> '"]'"#)
)]
pub struct Note<'a, T: Into<Cow<'a, str>>> {
    /// Its key.
    #[pg(primary_key)]
    pub id: Uuid,
    // Not a lifetime.
    #[serde(rename = ']')]
    #[pg(
        default = ','
    )]
    pub marks: HashMap<char, Vec<fn(u8) -> u8>>, pub title: &'a str,
    pub body: T /* the /* last */ one, */
}

pub struct Empty;
"##;

#[test]
fn the_place_of_a_struct_leads_to_its_first_pg_attribute() {
    for object in [part(Part::Index), part(Part::Column)] {
        assert_span(
            SOURCE,
            2,
            &object,
            "#[pg(table = \"notes\", tenant = tenant_id)]",
        );
    }
}

#[test]
fn a_struct_without_attributes_is_its_head() {
    assert_span(
        SOURCE,
        8,
        &part(Part::Grant),
        "pub struct Note<'a, T: Into<Cow<'a, str>>>",
    );
    assert_span(SOURCE, 21, &part(Part::Column), "pub struct Empty");
}

#[test]
fn an_attribute_goes_on_over_lines_and_what_is_in_strings() {
    let attribute = SOURCE.lines().skip(3).take(4).collect::<Vec<_>>();
    assert_span(SOURCE, 4, &part(Part::Index), &attribute.join("\n"));
}

#[test]
fn a_key_ends_at_its_comma_or_at_the_end_of_the_attribute() {
    let index = "index(columns(title), where = |n| n.title.ne(\")]\"))";
    assert_span(SOURCE, 5, &part(Part::Index), index);
    let check = "check(name = \"short\", r#\"title <> '\"]'\"#)";
    assert_span(SOURCE, 6, &part(Part::Constraint), check);
}

#[test]
fn a_column_is_its_field_with_its_attributes() {
    let field = "#[pg(primary_key)]\n    pub id: Uuid";
    assert_span(SOURCE, 9, &part(Part::Column), field);
    assert_span(SOURCE, 11, &part(Part::Column), "pub id: Uuid");
    let field = "#[serde(rename = ']')]\n    #[pg(\n        default = ','\n    )]\n    \
                 pub marks: HashMap<char, Vec<fn(u8) -> u8>>";
    assert_span(SOURCE, 12, &part(Part::Column), field);
    assert_span(SOURCE, 18, &part(Part::Column), "pub body: T");
}

#[test]
fn a_source_that_has_changed_has_nothing_there() {
    for line in [0, 19, 20, 22, 1000, u32::MAX] {
        assert_eq!(of(SOURCE, line, &part(Part::Column)), None, "{line}");
    }
    assert_eq!(of("", 1, &part(Part::Column)), None);
}

#[test]
fn a_source_that_ends_anywhere_is_no_reason_to_panic() {
    let source = SOURCE.replace("notes", "nöte");
    for (end, _) in source.char_indices() {
        for line in 1..22 {
            let source = source.get(..end).unwrap_or_default();
            for object in [part(Part::Column), part(Part::Index)] {
                let span = of(source, line, &object);
                assert!(span.is_none_or(|span| source.get(span).is_some()));
            }
        }
    }
}
