//! What the checks of whole pieces take and refuse.

use pgschema_syntax::check::{self, SyntaxError};

fn position(result: Result<(), SyntaxError>) -> usize {
    result.expect_err("an error").position()
}

#[test]
fn expressions_are_taken() {
    for text in [
        "1",
        "a.b",
        "(a, b) = (c, d)",
        "a[1:2]",
        "x = ANY (ARRAY['a', 'b'])",
        "x SIMILAR TO 'a' AND y IS JSON WITH UNIQUE KEYS",
        "percentile_cont(0.5) WITHIN GROUP (ORDER BY x)",
        "collation for (x) = 'C'",
        "t = timestamp with time zone '2020-01-01'",
        "a IS DISTINCT FROM b",
        "(SELECT x FROM t WHERE y ORDER BY z LIMIT 1)",
        "NEW.order IS NOT NULL",
        "';' || $$ -- $$ || E'\\'' || \"a;b\"",
        "interval '1' year to month",
        "json_value(x, '$.a' DEFAULT 'b' ON EMPTY)",
    ] {
        assert_eq!(check::expression(text), Ok(()), "{text}");
    }
}

#[test]
fn an_expression_cannot_leave_its_place() {
    for (text, at) in [
        ("a; DROP TABLE b", 1),
        ("a) WITH CHECK (b", 1),
        ("a -- b", 2),
        ("a /* b */", 2),
        ("a, b", 1),
        ("a = $1", 4),
        ("(a", 0),
        ("(a]", 2),
        ("a[1)", 3),
        ("([a)]", 3),
        ("1 CHECK (b)", 2),
        ("1 PRIMARY KEY", 2),
        ("SELECT 1", 0),
        ("a ORDER BY b", 2),
        ("'a' 'b", 4),
        ("E'a'\n'\\' || '; DROP TABLE b --'", 13),
        ("1 .. 2", 2),
        ("a\0", 1),
    ] {
        assert_eq!(position(check::expression(text)), at, "{text}");
    }
}

#[test]
fn nothing_is_no_piece_of_sql() {
    for text in ["", " ", "\n\t"] {
        assert_eq!(check::expression(text), Err(SyntaxError::Empty));
        assert_eq!(check::statement(text), Err(SyntaxError::Empty));
        assert_eq!(check::type_name(text), Err(SyntaxError::Empty));
        assert_eq!(check::plpgsql_body(text), Err(SyntaxError::Empty));
        assert_eq!(check::operator(text), Err(SyntaxError::Empty));
    }
    assert_eq!(check::plpgsql_body("-- nothing"), Err(SyntaxError::Empty));
}

#[test]
fn a_statement_has_clauses_and_commas_but_no_end() {
    for text in [
        "SELECT a, b FROM c ORDER BY d",
        "INSERT INTO a (b) VALUES (1) RETURNING c",
        "VALUES (1)",
    ] {
        assert_eq!(check::statement(text), Ok(()), "{text}");
    }
    for (text, at) in [
        ("SELECT 1;", 8),
        ("SELECT (1", 7),
        ("SELECT 1 --", 9),
        ("SELECT $1", 7),
    ] {
        assert_eq!(position(check::statement(text)), at, "{text}");
    }
}

#[test]
fn names_of_types_are_taken() {
    for text in [
        "text",
        "numeric(12, 2)",
        "numeric(3,-2)",
        "geometry(Point,4326)",
        "vector(1536)",
        "text[]",
        "text[3][]",
        "integer ARRAY[4]",
        "\"char\"",
        "\"my type\"",
        "double precision",
        "app.status[]",
        "app.\"Status\"",
        "app.user",
        "timestamp(3) with time zone",
        "time without time zone",
        "character varying(20)",
        "national character varying(20)",
        "bit varying(8)",
        "interval year to month",
        "interval day to second(3)",
        "INT",
        "größe",
    ] {
        assert_eq!(check::type_name(text), Ok(()), "{text}");
    }
}

#[test]
fn the_name_of_a_type_is_nothing_else() {
    for (text, at) in [
        ("text DEFAULT 1", 5),
        ("text NOT NULL", 5),
        ("text COLLATE \"C\"", 5),
        ("text, b text", 4),
        ("text) (", 4),
        ("text[1", 4),
        ("text[a]", 5),
        ("numeric(1;2)", 9),
        ("numeric((1))", 8),
        ("numeric('1')", 8),
        ("12", 0),
        ("'text'", 0),
        ("[]", 0),
        ("()", 0),
        (".text", 0),
        ("app.", 3),
        ("app..b", 3),
        ("app.[]", 4),
        ("text storage external", 5),
        ("text time", 5),
        ("app.time zone", 9),
        ("text \"b\"", 5),
        ("select", 0),
        ("text -- a", 5),
        ("a%TYPE", 1),
        ("text\0", 4),
    ] {
        assert_eq!(position(check::type_name(text)), at, "{text}");
    }
}

#[test]
fn a_body_in_plpgsql_is_read_to_its_end() {
    let body = "DECLARE n int := 0; -- count\nBEGIN\n  FOR i IN 1..10 LOOP n := n + $1; END LOOP;\n  \
                /* done */ RETURN n; END";
    assert_eq!(check::plpgsql_body(body), Ok(()));
    for (text, at) in [
        ("BEGIN 'a; END", 6),
        ("BEGIN /* END", 6),
        ("BEGIN $$ END", 6),
        ("a\0", 1),
    ] {
        assert_eq!(position(check::plpgsql_body(text)), at, "{text}");
    }
}

#[test]
fn operators_are_taken() {
    for text in ["=", "<>", "&&", "->>", "<->", "@@@", "@-", "||", "-", "?"] {
        assert_eq!(check::operator(text), Ok(()), "{text}");
    }
}

#[test]
fn an_operator_is_nothing_else() {
    for (text, at) in [
        ("= 1", 1),
        ("=)", 1),
        ("=-", 1),
        ("=>", 0),
        (":=", 0),
        ("::", 0),
        ("a", 0),
        (" =", 1),
        ("=/*", 1),
        ("--", 0),
        ("pg_catalog.=", 0),
    ] {
        assert_eq!(position(check::operator(text)), at, "{text}");
    }
    assert_eq!(check::operator(&"&".repeat(63)), Ok(()));
    assert_eq!(position(check::operator(&"&".repeat(64))), 0);
}

#[test]
fn a_message_shows_the_place_and_a_short_text() {
    let text = format!("'{}", "a".repeat(100));
    let error = check::expression(&text).expect_err("unterminated");
    assert_eq!(
        error.to_string(),
        format!(
            "the string that starts at byte 0 with `'{}…` has no end: terminate it",
            "a".repeat(29)
        ),
    );
}
