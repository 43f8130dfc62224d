//! How texts divide into tokens.

use pgschema_syntax::token::{SyntaxError, TokenKind, tokens};

fn lex(text: &str) -> Vec<(TokenKind, &str)> {
    tokens(text)
        .map(|token| token.unwrap_or_else(|error| panic!("{text}: {error}")))
        .map(|token| (token.kind, token.text))
        .collect()
}

fn texts(text: &str) -> Vec<&str> {
    lex(text).into_iter().map(|(_, text)| text).collect()
}

fn error(text: &str) -> SyntaxError {
    tokens(text)
        .find_map(Result::err)
        .unwrap_or_else(|| panic!("{text} has no error"))
}

#[test]
fn each_literal_is_one_token_of_its_kind() {
    for (text, kind) in [
        ("title", TokenKind::Identifier),
        ("_a$1", TokenKind::Identifier),
        ("größe", TokenKind::Identifier),
        ("a\u{a0}b", TokenKind::Identifier),
        ("a$$b$$", TokenKind::Identifier),
        ("\"say \"\"hi\"\"\"", TokenKind::QuotedIdentifier),
        ("U&\"d\\0061ta\"", TokenKind::QuotedIdentifier),
        ("'it''s'", TokenKind::String),
        ("''", TokenKind::String),
        ("''''", TokenKind::String),
        ("'a\\'", TokenKind::String),
        ("E'a\\'b'", TokenKind::String),
        ("e'\\\\'", TokenKind::String),
        ("E'\\é'", TokenKind::String),
        ("U&'\\0061'", TokenKind::String),
        ("n'a'", TokenKind::String),
        ("B'101'", TokenKind::BitString),
        ("x'1F'", TokenKind::BitString),
        ("$$a$b$$", TokenKind::DollarString),
        ("$é$a$$b$é$", TokenKind::DollarString),
        ("$1", TokenKind::Parameter),
        ("-- a /* b", TokenKind::Comment),
        ("/* a /* b */ c */", TokenKind::Comment),
        ("/*/**/*/", TokenKind::Comment),
    ] {
        assert_eq!(lex(text), [(kind, text)]);
    }
}

#[test]
fn numbers_are_read_whole() {
    for text in [
        "1",
        "1.5",
        ".5",
        "1.",
        "1.5e10",
        "1e-5",
        "1.e+5",
        "0xFF",
        "0o17",
        "0b_101",
        "1_000.000_1",
    ] {
        assert_eq!(lex(text), [(TokenKind::Number, text)]);
    }
    assert_eq!(texts("1..5"), ["1", "..", "5"]);
    assert_eq!(texts("1.5.5"), ["1.5", ".5"]);
    assert_eq!(texts("1$$a$$"), ["1", "$$a$$"]);
}

#[test]
fn a_number_that_runs_into_letters_is_an_error() {
    for text in [
        "1a", "1_", "1__0", "0x", "0xG", "0b12", "1e", "1e-", "1.5a", "1é", "$1a",
    ] {
        assert!(
            matches!(error(text), SyntaxError::Number { position: 0, .. }),
            "{text}"
        );
    }
}

#[test]
fn a_prefix_only_counts_at_the_start_of_a_word() {
    assert_eq!(texts("abce'x'"), ["abce", "'x'"]);
    assert_eq!(texts("e 'x'"), ["e", "'x'"]);
    assert_eq!(texts("u & 'x'"), ["u", "&", "'x'"]);
}

#[test]
fn a_string_goes_on_in_the_next_line_by_the_rules_of_its_first_part() {
    assert_eq!(texts("E'a'\n'b\\'c'"), ["E'a'", "'b\\'c'"]);
    assert_eq!(
        texts("E'a' -- x\n -- y\n 'b\\'c'"),
        ["E'a'", "-- x", "-- y", "'b\\'c'"]
    );
    assert_eq!(texts("E'a'\n'b'\n'\\''"), ["E'a'", "'b'", "'\\''"]);
}

#[test]
fn a_string_on_the_same_line_or_after_something_else_has_its_own_rules() {
    assert_eq!(texts("E'a' 'b\\'"), ["E'a'", "'b\\'"]);
    assert_eq!(texts("E'a',\n'b\\'"), ["E'a'", ",", "'b\\'"]);
    assert_eq!(texts("E'a'\n/**/'b\\'"), ["E'a'", "/**/", "'b\\'"]);
}

#[test]
fn a_bit_string_ends_at_its_first_quote() {
    assert_eq!(texts("B'0''1'"), ["B'0'", "'1'"]);
}

#[test]
fn operators_end_as_they_do_on_the_server() {
    assert_eq!(texts("a->>'b'"), ["a", "->>", "'b'"]);
    assert_eq!(texts("a=-1"), ["a", "=", "-", "1"]);
    assert_eq!(texts("a @- 1"), ["a", "@-", "1"]);
    assert_eq!(texts("a*-- b"), ["a", "*", "-- b"]);
    assert_eq!(texts("a</* b */>c"), ["a", "<", "/* b */", ">", "c"]);
    assert_eq!(texts("2+-+3"), ["2", "+", "-", "+", "3"]);
    assert_eq!(texts("a ?| b"), ["a", "?|", "b"]);
}

#[test]
fn punctuation_is_one_token_each() {
    use TokenKind as Kind;
    let kinds: Vec<Kind> = lex(":: := : . .. , ; ( ) [ ]")
        .into_iter()
        .map(|(kind, _)| kind)
        .collect();
    assert_eq!(
        kinds,
        [
            Kind::Cast,
            Kind::Assign,
            Kind::Colon,
            Kind::Dot,
            Kind::DotDot,
            Kind::Comma,
            Kind::Semicolon,
            Kind::OpenParen,
            Kind::CloseParen,
            Kind::OpenBracket,
            Kind::CloseBracket,
        ],
    );
}

#[test]
fn what_has_no_end_is_an_error_where_it_starts() {
    for text in [
        "a 'b",
        "a 'b''",
        "a E'b\\'",
        "a \"b",
        "a \"b\"\"",
        "a $$b",
        "a $t$b$$",
        "a /* b",
        "a /* /* */",
        "a B'1",
        "a U&'b",
        "a U&\"b",
        "a E'\\",
    ] {
        assert!(
            matches!(error(text), SyntaxError::Unterminated { position: 2, .. }),
            "{text}"
        );
    }
}

#[test]
fn characters_that_start_nothing_are_errors() {
    for (text, found) in [
        ("a \\d", "\\"),
        ("a {b}", "{"),
        ("a $b", "$"),
        ("a $-$", "$"),
    ] {
        let expected = SyntaxError::Character {
            found: found.to_owned(),
            position: 2,
        };
        assert_eq!(error(text), expected);
    }
}

#[test]
fn a_zero_byte_is_an_error_even_in_a_string() {
    assert_eq!(error("'a\0'"), SyntaxError::Nul { position: 2 });
    assert!(matches!(
        error("\0"),
        SyntaxError::Character { position: 0, .. }
    ));
}

#[test]
fn an_identifier_in_quotes_has_a_name() {
    assert_eq!(
        error("a.\"\""),
        SyntaxError::EmptyIdentifier { position: 2 }
    );
}

#[test]
fn nothing_follows_an_error() {
    assert_eq!(tokens("a \\ b").count(), 2);
}

#[test]
fn positions_count_bytes() {
    let starts: Vec<usize> = tokens("é = 'é' ")
        .map(|token| token.expect("valid").start)
        .collect();
    assert_eq!(starts, [0, 3, 5]);
}

#[test]
fn an_operator_is_not_longer_than_the_server_takes() {
    let longest = "@".repeat(63);
    assert_eq!(texts(&longest), [longest.as_str()]);
    for text in [
        "@".repeat(64),
        format!("{}@", "+".repeat(70)),
        "=".repeat(64),
    ] {
        let error = error(&text);
        assert!(matches!(error, SyntaxError::Operator { .. }), "{error}");
    }
    let commented = format!("{}--", "@".repeat(63));
    assert_eq!(texts(&commented)[1], "--");
}

#[test]
fn a_row_of_signs_is_read_in_one_go() {
    let signs = "+".repeat(200_000);
    assert_eq!(texts(&signs).len(), 200_000);
}
