//! Which relations, functions and types a text refers to.

use pgschema_syntax::names::references;

fn relations(text: &str) -> Vec<String> {
    let found = references(text).relations;
    found.into_iter().map(|path| path.join(".")).collect()
}

fn functions(text: &str) -> Vec<String> {
    let found = references(text).functions;
    found.into_iter().map(|path| path.join(".")).collect()
}

fn types(text: &str) -> Vec<String> {
    let found = references(text).types;
    found.into_iter().map(|path| path.join(".")).collect()
}

#[test]
fn relations_stand_where_a_query_has_them() {
    for (text, expected) in [
        ("SELECT a AS b, c d FROM x", "x"),
        (
            "SELECT b.x FROM a AS b, app.c d LEFT JOIN ONLY e ON b.x = d.y, f",
            "a app.c e f",
        ),
        ("SELECT * FROM ((a JOIN b USING (c)) CROSS JOIN d)", "a b d"),
        (
            "SELECT 1 FROM a WHERE EXISTS (SELECT FROM b, LATERAL (SELECT FROM c))",
            "a b c",
        ),
        ("TABLE a", "a"),
        ("(SELECT 1 FROM a) UNION ALL TABLE b ORDER BY c", "a b"),
        ("SELECT extract(year FROM a), trim(both FROM b) FROM c", "c"),
        ("SELECT a IS DISTINCT FROM b FROM c", "c"),
        ("SELECT * FROM f(a) AS g(h), unnest(b)", ""),
        ("INSERT INTO a (b, c) SELECT d, e FROM f RETURNING g", "a f"),
        ("UPDATE a SET b = 1 FROM c WHERE d", "a c"),
        ("DELETE FROM a USING b WHERE c", "a b"),
        ("MERGE INTO a USING b ON c WHEN MATCHED THEN DELETE", "a b"),
        ("SELECT 1 FROM a FOR UPDATE OF b", "a"),
        ("SELECT 1", ""),
    ] {
        assert_eq!(relations(text).join(" "), expected, "{text}");
    }
}

#[test]
fn the_names_of_with_hold_in_what_follows_them() {
    for (text, expected) in [
        ("WITH a AS (SELECT 1 FROM b) SELECT * FROM a, c", "b c"),
        (
            "WITH a AS MATERIALIZED (SELECT 1), b(x) AS (SELECT 1 FROM a) TABLE b",
            "",
        ),
        // Without RECURSIVE its own query has the one that is there already.
        ("WITH a AS (SELECT * FROM a) SELECT * FROM a", "a"),
        (
            "WITH RECURSIVE a AS (SELECT 1 UNION ALL SELECT * FROM a) TABLE a",
            "",
        ),
        ("SELECT 1 FROM (WITH a AS (SELECT 1) TABLE a) x, a", "a"),
        ("WITH a AS (SELECT 1) SELECT 1 FROM app.a", "app.a"),
    ] {
        assert_eq!(relations(text).join(" "), expected, "{text}");
    }
}

#[test]
fn functions_and_types_are_told_apart() {
    assert_eq!(functions("f(a) + app.g(b.c(1))").join(" "), "f app.g b.c");
    assert_eq!(functions("SELECT 1 FROM f(2) AS g(h)").join(" "), "f");
    assert_eq!(
        types("a::b + CAST(c AS app.d) + e 'f'").join(" "),
        "b c app.d e"
    );
    let text = "SELECT 1 FROM jsonb_to_recordset(a) AS b(c app.d, e f)";
    assert_eq!(types(text).join(" "), "c app.d e f");
    assert!(references("documents + 1").relations.is_empty());
    assert_eq!(references("SELECT a.b FROM c").qualified, [["a", "b"]]);
}

#[test]
fn any_text_is_read_to_its_end() {
    for text in [
        "", "(", ")", "a.", "FROM (", "WITH", "WITH a (", "x::", "AS a (", ", ,", "a 'b",
    ] {
        let _ = references(text);
    }
}
