use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::mask;
use crate::connect::{ConnectionString, Parameter, Secret};

#[test]
fn a_password_is_masked_wherever_programs_write_it() {
    for (text, masked) in [
        ("postgres://app:s3cret@db/app", "postgres://app:***@db/app"),
        (
            "POSTGRESQL://app:s3cret@[::1]:5432/",
            "POSTGRESQL://app:***@[::1]:5432/",
        ),
        (
            "postgres://app:s3/c?r@et@db/app",
            "postgres://app:***@db/app",
        ),
        (
            "postgres://:s3cret@a:1,b:2/app",
            "postgres://:***@a:1,b:2/app",
        ),
        (
            "postgres://app@db/app?password=s3cret&sslmode=verify-full",
            "postgres://app@db/app?password=***&sslmode=verify-full",
        ),
        (
            "postgres://db/?pass%77ord=s3cret",
            "postgres://db/?pass%77ord=***",
        ),
        (
            "jdbc:postgresql://db/app?user=a&sslpassword=x",
            "jdbc:postgresql://db/app?user=a&sslpassword=***",
        ),
        (
            "host=db password = s3cret user=app",
            "host=db password = *** user=app",
        ),
        ("password=s3\\ cret user=app", "password=*** user=app"),
        ("password='never closed", "password=***"),
        ("psql --password s3cret -h db", "psql --password *** -h db"),
        (
            "password:\n  s3cret\nuser: app",
            "password:\n  ***\nuser: app",
        ),
        (
            "postgres://app:s3 cret@db/app is down",
            "postgres://app:***@db/app is down",
        ),
        ("db:5432:*:app:s3cret", "db:5432:*:app:***"),
        // What has no quotes may have blanks in it.
        ("PGPASSWORD=s3cret psql", "PGPASSWORD=***"),
        (
            "PGPASSWORD=s3 cret PGUSER=app psql",
            "PGPASSWORD=*** PGUSER=app psql",
        ),
        (
            "Host=db;Password=s3 cret;Database=app",
            "Host=db;Password=***;Database=app",
        ),
        ("password=s3;c,ret user=app", "password=*** user=app"),
        (
            "password: s3 cret # the old one\nuser: app",
            "password: ***\nuser: app",
        ),
        (
            "password: |\n  s3\n  cret\nuser: app",
            "password: ***\nuser: app",
        ),
        (
            "password: >-\r\n  s3cret\r\nuser: app",
            "password: ***\r\nuser: app",
        ),
        ("dbPassword=s3cret", "dbPassword=***"),
        ("DB_PASSWORD_2=s3cret", "DB_PASSWORD_2=***"),
        (
            "connect(password='s3cret', host='db')",
            "connect(password=***, host='db')",
        ),
        ("<password>s3cret</password>", "<password>***</password>"),
        ("password='s3'cret' user=app", "password=*** user=app"),
        ("password=\"s3\"cret\"", "password=***"),
        // Nor does everybody code what stands in a URL.
        ("postgres://app:123's3cret@db/a", "postgres://app:***@db/a"),
        ("postgres://app:42>s3cret@db/a", "postgres://app:***@db/a"),
        ("postgres://app:9 s3cret@db/a", "postgres://app:***@db/a"),
        ("postgres://app:9/s3cret@db/a", "postgres://app:***@db/a"),
        ("postgres://app:12`s3cret@db/a", "postgres://app:***@db/a"),
        (
            "postgres://user@corp:s3'cret@host/db",
            "postgres://user@corp:***@host/db",
        ),
        ("postgres://app:s3@cr'et@db/a", "postgres://app:***@db/a"),
        ("postgres://app:s3cret", "postgres://app:***"),
        (
            "postgres://user@corp:s3cret and",
            "postgres://user@corp:*** and",
        ),
        (
            "postgres://a:s3@b/c, postgres://d:cret@e/f",
            "postgres://a:***@b/c, postgres://d:***@e/f",
        ),
        (
            "\"postgres://a:s3cret@b/c\", \"me@example.com\"",
            "\"postgres://a:***@b/c\", \"me@example.com\"",
        ),
        (
            "u=postgres%3A%2F%2Fapp%3As3cret%40db%2Fa&v",
            "u=postgres%3A%2F%2Fapp%3A***%40db%2Fa&v",
        ),
        (
            "dsn=host%3Ddb%26password%3Ds3cret",
            "dsn=host%3Ddb%26password%3D***",
        ),
        // Text in quotes within text in quotes.
        (
            "\"{\\\"password\\\": \\\"s3cret\\\"}\"",
            "\"{\\\"password\\\": ***}\"",
        ),
        (
            "{\"password\":1234,\"user\":\"app\"}",
            "{\"password\":***,\"user\":\"app\"}",
        ),
        // Comments of SQL stand where blanks do.
        ("PASSWORD/**/'s3cret'", "PASSWORD/**/***"),
        ("PASSWORD's3cret'", "PASSWORD***"),
        (
            "PASSWORD -- 'it is'\n 's3cret';",
            "PASSWORD -- 'it is'\n ***;",
        ),
        (
            "db:5432:app\\:db:app:s3 cret\nnext",
            "db:5432:app\\:db:app:***\nnext",
        ),
        ("DB_PASSWORD=s3cret", "DB_PASSWORD=***"),
        ("password: s3cret", "password: ***"),
        (
            "{\"user\":\"app\",\"password\":\"s3\\\"cret\"}",
            "{\"user\":\"app\",\"password\":***}",
        ),
        (
            "Config { password: Some(\"s3cret\") }",
            "Config { password: *** }",
        ),
        (
            "CREATE ROLE a LOGIN PASSWORD 'it''s'; x",
            "CREATE ROLE a LOGIN PASSWORD ***; x",
        ),
        (
            "alter role a password E'it\\'s'",
            "alter role a password ***",
        ),
        (
            "ALTER ROLE a PASSWORD $p$s3cret$p$;",
            "ALTER ROLE a PASSWORD ***;",
        ),
        (
            "rolpassword SCRAM-SHA-256$4096:c2FsdA==$YQ==:Yg== x",
            "rolpassword SCRAM-SHA-256$*** x",
        ),
        ("md5d41d8cd98f00b204e9800998ecf8427e,", "md5***,"),
        // A password may begin as a masked one does, or as a string or a call does.
        ("password=***!s3cret", "password=***"),
        (
            "password: b's3' cret\nuser: app",
            "password: ***\nuser: app",
        ),
        (
            "password: a(s3), cret\nuser: app",
            "password: ***\nuser: app",
        ),
        // A quote is doubled or behind a backslash, and nothing says which.
        ("PASSWORD 's3\\'' cret'; x", "PASSWORD ***; x"),
        ("password='s3'')\\' cret' user=app", "password=*** user=app"),
        // In a text that is itself in quotes, there are more of them.
        (
            "Error(\"password='s3\\\\') cret' user='app'\")",
            "Error(\"password=*** user='app'\")",
        ),
        // Words of a shell.
        (
            "PGPASSWORD='s3 user='\"'\"'cret' psql",
            "PGPASSWORD=*** psql",
        ),
        ("x --password 's3'\\''cret' -h db", "x --password *** -h db"),
        // What separates pairs stands in front of the key as well.
        (
            "host=db password=s3,cret=x user=app",
            "host=db password=*** user=app",
        ),
        ("(password=s3cret,user=app)", "(password=***,user=app)"),
        ("password=s3\\ cret=x user=app", "password=*** user=app"),
        // None of these is a line of a password file, though it looks like one.
        ("PGPASSWORD=s3:12:cr:et:x", "PGPASSWORD=***"),
        ("password:12:s3:cr:et", "password:***"),
        ("a/password=s3:12:cr:et:x", "a/password=***"),
    ] {
        assert_eq!(mask(text), masked, "{text}");
    }
}

#[test]
fn a_token_of_a_signed_context_is_masked() {
    let token = format!("v1.key-1.1790000000.61.62.{}", "0f".repeat(32));
    assert_eq!(mask(&format!("set to '{token}' by")), "set to 'v1.***' by");
    assert_eq!(mask("v1.2.3 of v1.example.com"), "v1.2.3 of v1.example.com");
}

#[test]
fn what_is_no_secret_stays() {
    for text in [
        "",
        "password authentication failed for user \"app\"",
        "postgres://app@db.example.com:5432/app_db?sslmode=verify-full",
        "see https://example.com/a?b=c and write to a@example.com",
        "md5sum of d41d8cd98f00b204",
        "the compass: north",
        "password_encryption = 'scram-sha-256'",
        "http://localhost:8080 and a@example.com",
        "postgres://db:5432/app is down",
        "postgres://app@[::1]:5432/app",
        "postgres://[::1]/app",
        "postgres://app@a:5432,b:5433/app",
        "2026-11-23 10:23:45 UTC [12] LOG: a",
        "ünïcödé 🐢",
        "connection from 2001:470:1f0b:12::1 was refused",
        "2001:470:1f0b:12:a:b:c:d: refused",
        "00:11:22:33:44:55 is up",
        "10:23:45:123:worker: started",
    ] {
        assert_eq!(mask(text), text);
    }
}

proptest! {
    #[test]
    fn no_password_is_left_in_what_connection_strings_write(password in "[a-zA-Z0-9!-~é🐢 ]{8,24}") {
        let connection = ConnectionString::to_host("db").user("app").password(Secret::new(&*password));
        for text in [connection.to_url(), connection.to_keywords()] {
            let masked = mask(&format!("error: {} was refused", text.expose()));
            prop_assert_eq!(masked.matches("***").count(), 1, "{}", masked);
            prop_assert!(!masked.contains(password.trim()), "{}", masked);
            prop_assert!(masked.ends_with(" was refused"), "{}", masked);
        }
        for shown in [connection.to_string(), format!("{connection:?}"), format!("{connection:#?}")] {
            prop_assert!(!shown.contains(&password), "{}", shown);
        }
    }

    #[test]
    fn no_secret_of_any_parameter_is_left_in_any_form(
        before in "[ -~é🐢\n\t]{0,8}",
        after in "[ -~é🐢\n\t]{0,8}",
    ) {
        let secret = format!("{before}QZX{after}");
        for parameter in Parameter::ALL.iter().filter(|it| it.is_secret()) {
            let connection = ConnectionString::to_host("db").set(*parameter, &*secret).unwrap();
            for text in [
                connection.to_url(),
                connection.to_keywords(),
                connection.to_connector_url(),
                connection.to_sqlx_url(),
            ] {
                let text = format!("error: {} was refused", text.expose());
                let debug = format!("{text:?}");
                let again = format!("Err({debug:?})");
                let json = serde_json::to_string(&text).unwrap();
                for text in [text, debug, again, json] {
                    let masked = mask(&text);
                    prop_assert!(!masked.contains("QZX"), "{}", masked);
                    prop_assert_eq!(mask(&masked), masked);
                }
            }
        }
    }

    #[test]
    fn nothing_is_left_of_a_password_that_is_written_as_people_do(
        password in "[A-Z0-9!#-&*-<>-@\\[\\]^_{|}~ ][A-Z0-9!-<>-@\\[-_{|}~ ]{6,18}[A-Z0-9]",
    ) {
        let json = serde_json::to_string(&password).unwrap();
        let twice = serde_json::to_string(&format!("{{\"password\": {json}}}")).unwrap();
        let in_sql = password.replace('\'', "''");
        let in_pairs = password.replace('\\', "\\\\").replace('\'', "\\'");
        let mut texts = vec![
            format!("{{\"a\": true, \"password\": {json}, \"b\": null}}"),
            format!("log: {twice}"),
            format!("Config {{ user: \"a\", password: Some({password:?}) }}"),
            format!("alter role app password '{in_sql}' valid until 'infinity'"),
            format!("host=db password='{in_pairs}' user=app"),
            format!("postgres://app:{password}@db/app"),
            format!("cannot reach postgres://app:{password}@db/app: timeout"),
            format!("db:5432:*:app:{password}\nnext"),
            format!("<password>{}</password>", password.replace('<', "&lt;")),
        ];
        // What no quotes are around is itself no string.
        if !password.starts_with(['\'', '"', ' ', '$', '|', '>']) {
            texts.push(format!("a: b\npassword: {password}\nc: d"));
            texts.push(format!("PGPASSWORD={password}\nPGUSER=app"));
        }
        for text in texts {
            let masked = mask(&text);
            for start in 0..=password.len() - 4 {
                let piece = &password[start..start + 4];
                // Capitals and digits are the password's own, signs also those of the text around it.
                if !piece.contains(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit()) {
                    continue;
                }
                prop_assert!(!masked.contains(piece), "{:?} of {} in {}", piece, text, masked);
            }
        }
    }

    #[test]
    fn any_text_is_taken(text in ".{0,80}") {
        let masked = mask(&text);
        prop_assert_eq!(mask(&masked), masked);
    }
}

#[test]
fn long_texts_are_masked_in_time() {
    // Each of these would be read again and again by a reader that looks ahead without end.
    for piece in [
        "-",
        "%",
        "\"",
        "'",
        "\\ ",
        "://",
        "://a:x ",
        "postgres://a:x ",
        "x://\"",
        "a:1:",
        "v1.",
        "md5",
        "password",
        "password=",
        "password:",
        "password: ",
        "password='a'b ",
        "password\"",
        "password/*",
        "password $a",
        "%3A%2F%2F",
        "%70",
        "pass",
        "<password>",
        "\"password\":",
        "a=",
        "SCRAM-SHA-256$",
        "é",
        "password=a;",
        "password=a b",
        "password=a,b=",
        "x://b:1/",
        "password=\\'",
        "--password '",
    ] {
        for end in ["", " @"] {
            let text = piece.repeat(200_000 / piece.len()) + end;
            let start = Instant::now();
            assert!(mask(&text).len() <= text.len() * 3);
            assert!(start.elapsed() < Duration::from_secs(20), "{piece}");
        }
    }
}
