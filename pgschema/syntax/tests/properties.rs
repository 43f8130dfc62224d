//! What holds for every text.

use pgschema_syntax::portable::portable;
use pgschema_syntax::token::{SyntaxError, Token, TokenKind, tokens};
use pgschema_syntax::{check, identifier, keyword, names};
use proptest::prelude::*;

/// Texts made of pieces that mean something to a lexer, which random characters seldom do.
fn sql() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "'",
        "''",
        "\"",
        "E'",
        "U&'",
        "U&\"",
        "B'",
        "$$",
        "$a$",
        "$1",
        "$",
        "--",
        "/*",
        "*/",
        "\n",
        "\\",
        "\\'",
        ";",
        "(",
        ")",
        "[",
        "]",
        ",",
        ".",
        "..",
        ":",
        "::",
        ":=",
        "=>",
        "=",
        "-",
        "+",
        "*",
        "/",
        "@",
        "1",
        "0x",
        "1e",
        "_",
        "a",
        "é",
        "b ",
        " ",
        "\t",
        "\0",
        "select ",
        "interval ",
        "is ",
        "cast(",
        "as ",
        "over ",
        "extract(",
        "collate ",
        "time zone ",
        "array",
        "{",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// Texts that are often the name of a type.
fn type_like() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "text", "numeric", "(", ")", "(1)", "[]", "[", "]", "3", ".", ",", "\"a\"", "app.", "é",
        " with", " time", " zone", "interval", "array", " day", "-", "'", " not", " null",
    ]);
    prop::collection::vec(piece, 1..6).prop_map(|pieces| pieces.concat())
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![sql(), type_like(), any::<String>()]
}

fn lex(text: &str) -> Result<Vec<Token<'_>>, SyntaxError> {
    tokens(text).collect()
}

/// Most texts are refused, and those that are not are what some properties are about.
fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 1000,
        max_global_rejects: 200_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn no_text_panics(text in any_text()) {
        let results = [
            check::expression(&text),
            check::statement(&text),
            check::type_name(&text),
            check::plpgsql_body(&text),
            check::operator(&text),
        ];
        for error in results.into_iter().filter_map(Result::err) {
            prop_assert!(error.position() <= text.len());
            prop_assert!(text.is_char_boundary(error.position()));
            prop_assert!(!error.to_string().is_empty());
        }
        let _ = identifier::check(&text).map_err(|error| error.to_string());
        let _ = keyword::category(&text);
        let _ = names::identifiers(&text);
        let _ = names::nearest(&text, ["title", text.as_str()]);
        for unknown in names::unknown_columns(&text, &["a"], &["VALUE"]) {
            prop_assert!(text[unknown.start..].starts_with(|first: char| first != ' '));
        }
    }

    #[test]
    fn tokens_are_the_text_without_its_space(text in any_text()) {
        let mut end = 0;
        for token in tokens(&text).map_while(Result::ok) {
            let space = &text[end..token.start];
            prop_assert!(space.bytes().all(|byte| byte == 0x0B || byte.is_ascii_whitespace()));
            prop_assert!(!token.text.is_empty());
            prop_assert_eq!(&text[token.start..token.start + token.text.len()], token.text);
            end = token.start + token.text.len();
        }
    }

    #[test]
    fn an_accepted_expression_stays_in_its_parentheses(text in sql()) {
        prop_assume!(check::expression(&text).is_ok());
        let statement = format!("SELECT ({text}) AS done");
        prop_assert_eq!(check::statement(&statement), Ok(()));
        let inner = lex(&text).expect("it was accepted");
        let outer = lex(&statement).expect("its parts were accepted");
        let texts = |tokens: &[Token<'_>]| tokens.iter().map(|t| (t.kind, t.text.to_owned())).collect::<Vec<_>>();
        prop_assert_eq!(texts(&outer[2..outer.len() - 3]), texts(&inner));
        prop_assert_eq!(outer[outer.len() - 3].kind, TokenKind::CloseParen);
    }

    #[test]
    fn a_portable_text_has_the_same_tokens_and_is_portable(text in sql()) {
        let once = portable(&text);
        let kinds = |text: &str| lex(text).map(|tokens| tokens.iter().map(|t| t.kind).collect::<Vec<_>>());
        prop_assert_eq!(kinds(&once).ok(), kinds(&text).ok());
        prop_assert_eq!(portable(&once), once.clone());
    }

    #[test]
    fn an_accepted_statement_is_still_one_before_another(rest in sql()) {
        let text = format!("SELECT {rest}");
        prop_assume!(check::statement(&text).is_ok());
        let both = format!("{text};\n{text};");
        let ends = lex(&both).expect("its parts were accepted");
        prop_assert_eq!(ends.iter().filter(|t| t.kind == TokenKind::Semicolon).count(), 2);
    }

    #[test]
    fn an_accepted_type_is_an_accepted_piece_of_an_expression(text in type_like()) {
        prop_assume!(check::type_name(&text).is_ok());
        let cast = format!("CAST(a AS {text})");
        prop_assert_eq!(check::expression(&cast), Ok(()));
        prop_assert_eq!(names::unknown_columns(&cast, &["a"], &[]), vec![]);
    }

    #[test]
    fn an_accepted_operator_is_one_token(text in "[-+*/<>=~!@#%^&|`?]{1,6}") {
        prop_assume!(check::operator(&text).is_ok());
        let comparison = format!("a {text} b");
        let tokens = lex(&comparison).expect("three tokens");
        prop_assert_eq!(tokens.len(), 3);
        prop_assert_eq!(tokens[1].text, text);
    }

    #[test]
    fn quotes_depend_on_the_shape_of_a_word_and_on_keywords(name in "[a-zA-Z0-9_$ é]{0,8}") {
        let mut characters = name.chars();
        let is_plain = characters.next().is_some_and(|c| matches!(c, 'a'..='z' | '_'))
            && characters.all(|c| matches!(c, 'a'..='z' | '0'..='9' | '_'));
        let is_free = matches!(keyword::category(&name), None | Some(keyword::Category::Unreserved));
        prop_assert_eq!(identifier::needs_quotes(&name), !(is_plain && is_free));
    }

    #[test]
    fn a_name_without_quotes_reads_back_as_itself(name in "[a-z_][a-z0-9_]{0,8}") {
        prop_assume!(!identifier::needs_quotes(&name));
        prop_assert_eq!(names::identifiers(&name), vec![name.clone()]);
        let known = names::unknown_columns(&name, &[name.as_str()], &[]);
        prop_assert_eq!(known, vec![]);
    }

    #[test]
    fn a_mistyped_column_is_found_wherever_it_stands(
        name in "zq[a-z]{3,8}",
        around in prop::sample::select(vec![
            "NAME", "NAME > 1", "1 < NAME", "length(NAME) > 0", "a = NAME", "NAME IS NOT NULL",
            "NAME IN ('x')", "a IN (NAME)", "NAME BETWEEN 1 AND 2", "a BETWEEN NAME AND 2",
            "CASE WHEN NAME THEN 1 END", "CAST(NAME AS text)", "NAME::text", "NAME[1]", "a[NAME]",
            "ARRAY[NAME]", "(NAME, a) = (1, 2)", "NAME COLLATE \"C\"", "NAME AT TIME ZONE 'UTC'",
            "a AT TIME ZONE NAME", "extract(epoch FROM NAME)", "interval '1 day' * NAME",
            "NOT NAME", "coalesce(a, NAME)", "f(x => NAME)", "NAME LIKE a ESCAPE '!'",
            "a LIKE b ESCAPE NAME", "a = ANY (NAME)", "a IS DISTINCT FROM NAME",
            "sum(a) FILTER (WHERE NAME)", "sum(a) OVER (PARTITION BY NAME)", "-NAME", "a -> NAME",
            "(SELECT 1) = NAME", "array_agg(a ORDER BY NAME NULLS LAST)",
        ]),
    ) {
        let text = around.replace("NAME", &name);
        let unknown = names::unknown_columns(&text, &["a", "b"], &[]);
        prop_assert_eq!(unknown.len(), 1, "{}: {:?}", text, unknown);
        prop_assert_eq!(&unknown[0].name, &name);
        prop_assert_eq!(unknown[0].start, text.find(&name).expect("it is there"));
    }
}
