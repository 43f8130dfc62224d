use proptest::prelude::*;

use super::mask;
use crate::connect::{ConnectionString, Secret};

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
        ("PGPASSWORD=s3cret psql", "PGPASSWORD=*** psql"),
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
    ] {
        assert_eq!(mask(text), masked, "{text}");
    }
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
        "ünïcödé 🐢",
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
    fn any_text_is_taken(text in ".{0,80}") {
        let masked = mask(&text);
        prop_assert_eq!(mask(&masked), masked);
    }
}
