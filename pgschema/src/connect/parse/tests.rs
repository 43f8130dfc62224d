use proptest::prelude::*;

use crate::connect::{ConnectionString, ConnectionStringError, Parameter, Secret};

fn read(text: &str) -> ConnectionString {
    text.parse()
        .unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn error(text: &str) -> ConnectionStringError {
    text.parse::<ConnectionString>().unwrap_err()
}

#[test]
fn both_forms_are_read_as_the_same() {
    for (url, keywords) in [
        (
            "postgresql://app:p%40ss@db.example.com:5433/app_db?application_name=api%20x",
            r"host=db.example.com port=5433 user=app password=p@ss dbname=app_db application_name='api x'",
        ),
        (
            "postgres://a:1,b:2/app?target_session_attrs=read-write",
            "host=a,b port=1,2 dbname=app target_session_attrs = read-write",
        ),
        (
            "postgres://%2Frun%2Fpostgresql/app",
            "host=/run/postgresql dbname=app",
        ),
        ("postgres:///app", "dbname='app'"),
        (
            "postgres://db/app?application_name=a://b",
            "application_name=a://b host=db dbname=app",
        ),
        (
            "postgres://[2001:db8::1]:5432/",
            r"host=2001:db8::1 port=5432",
        ),
        (
            "postgres://u@h?password=it's",
            r"user=u host=h password=it\'s",
        ),
    ] {
        let (url, keywords) = (read(url), read(keywords));
        assert_eq!(url.to_url().expose(), keywords.to_url().expose());
        assert_eq!(
            read(keywords.to_keywords().expose()).to_url().expose(),
            url.to_url().expose()
        );
    }
}

#[test]
fn a_server_over_the_network_is_verified_and_one_on_this_machine_needs_not_be() {
    for text in [
        "postgres://db/app",
        "host=db",
        "hostaddr=10.0.0.1",
        "host=localhost,db",
        "service=app",
        // libpq takes the host from the environment.
        "postgres:///app",
        "dbname=app user=app",
    ] {
        assert_eq!(
            read(text).get(Parameter::Sslmode),
            Some("verify-full"),
            "{text}"
        );
    }
    for text in [
        "host=/run/postgresql",
        "host=localhost",
        "postgres://127.0.0.1,[::1]/",
    ] {
        assert_eq!(read(text).get(Parameter::Sslmode), None, "{text}");
    }
    assert_eq!(
        read("host=localhost sslmode=disable").get(Parameter::Sslmode),
        Some("disable")
    );
    for sslmode in ["disable", "allow", "prefer", "require", "verify-ca"] {
        let text = format!("host=db sslmode={sslmode}");
        assert!(
            matches!(error(&text), ConnectionStringError::WeakTls { .. }),
            "{text}"
        );
        let allowed = ConnectionString::parse_with_weak_tls(&text, "a test").unwrap();
        assert_eq!(allowed.weak_tls(), Some("a test"));
        assert_eq!(allowed.get(Parameter::Sslmode), Some(sslmode));
    }
    for text in [
        // Which host PGHOST has, nobody knows here.
        "postgres:///app?sslmode=disable",
        "dbname=app sslmode=prefer",
        // The second has no address of its own, or there is one too few.
        "host=localhost,db hostaddr=127.0.0.1, sslmode=disable",
        "host=localhost,db hostaddr=127.0.0.1 sslmode=disable",
        "host=localhost hostaddr=10.0.0.1 sslmode=disable",
    ] {
        assert!(
            matches!(error(text), ConnectionStringError::WeakTls { .. }),
            "{text}"
        );
    }
    let both = read("host=db,localhost hostaddr=127.0.0.1, sslmode=disable");
    assert_eq!(both.get(Parameter::Sslmode), Some("disable"));
    let environment = ConnectionString::from_variables(|name| match name {
        "PGDATABASE" => Some("app".into()),
        "PGSSLMODE" => Some("disable".into()),
        _ => None,
    });
    // Without PGHOST it is the socket of this machine.
    assert_eq!(environment.unwrap().weak_tls(), None);
    assert!(matches!(
        error("postgres://db/?ssl=true"),
        ConnectionStringError::WeakTls { .. }
    ));
    assert_eq!(
        ConnectionString::parse_with_weak_tls("host=db sslmode=require", " ").unwrap_err(),
        ConnectionStringError::NoReason
    );
}

#[test]
fn what_libpq_would_guess_at_is_refused() {
    for (text, message) in [
        ("db.example.com", "this is no connection string"),
        ("mysql://db/app", "this is no connection string"),
        ("postgres://app:p@ss@db/app", "two `@`"),
        ("postgres://app:pa/ss@db/app", "is no port"),
        ("postgres://app:pass", "is no port"),
        ("postgres://[::1/app", "has no `]`"),
        ("postgres://[::1]x/app", "more than a port"),
        ("postgres://app:100%@db/app", "the password has a `%`"),
        ("postgres://db:70000/", "a port is a number"),
        ("postgres://a:1,b:2,c/", "a port"),
        ("host=a,b,c port=1,2", "2 ports for 3 hosts"),
        (
            "postgres://db/?sslmod=verify-full",
            "did you mean `sslmode`?",
        ),
        ("postgres://db/?sslmode", "has no `=`"),
        ("host=db sslmode=on", "sslmode is disable"),
        ("host=db host=db2", "host is there twice"),
        ("host=db password='x", "isn't closed"),
        (
            "host=db password=it s",
            "there is a word that is no parameter",
        ),
    ] {
        match text.parse::<ConnectionString>() {
            Err(error) => assert!(error.to_string().contains(message), "{text}: {error}"),
            Ok(read) => assert_eq!(text, "postgres://a:1,b:2,c/", "{read}"),
        }
    }
}

#[test]
fn blanks_are_those_of_libpq() {
    let read = read("\u{b}host=db\tpassword=a\u{a0}b\u{2003} user=app ");
    assert_eq!(read.get(Parameter::User), Some("app"));
    assert!(read.to_keywords().expose().contains("a\u{a0}b\u{2003}'"));
}

#[test]
fn what_is_there_twice_is_refused_although_one_is_empty() {
    for text in ["host=db host=''", "postgres://db/?user=app&user="] {
        let said = error(text).to_string();
        assert!(said.contains("is there twice"), "{text}: {said}");
    }
}

#[test]
fn a_word_of_a_password_without_quotes_is_in_no_error() {
    let error = error("host=db password=correct hsot staple");
    assert!(!format!("{error} {error:?}").contains("hsot"), "{error}");
}

#[test]
fn the_environment_is_held_to_what_a_string_is_held_to() {
    let of = |variables: &'static [(&str, &str)]| {
        ConnectionString::from_variables(move |name| {
            let found = variables.iter().find(|it| it.0 == name);
            found.map(|it| it.1.into())
        })
    };
    let error = of(&[("PGHOST", "a,b,c"), ("PGPORT", "1,2")]).unwrap_err();
    assert!(error.to_string().contains("2 ports for 3 hosts"), "{error}");
    // libpq reads the file by itself.
    let read = of(&[("PGHOST", "db"), ("PGSERVICEFILE", "/etc/services.conf")]).unwrap();
    assert_eq!(read.get(Parameter::Servicefile), None);
}

#[test]
fn a_url_is_one_for_other_readers_as_well() {
    for (keywords, url) in [
        (
            "user=app dbname=app_db",
            "postgresql:///app_db?sslmode=verify-full&user=app",
        ),
        (
            "host=db dbname=..",
            "postgresql://db?dbname=..&sslmode=verify-full",
        ),
        (
            "hostaddr=10.0.0.1 port=5433",
            "postgresql:///?hostaddr=10.0.0.1&port=5433&sslmode=verify-full",
        ),
        (
            "host=fe80::1%eth0 user=app",
            "postgresql://app@[fe80::1%25eth0]?sslmode=verify-full",
        ),
    ] {
        let connection = read(keywords);
        assert_eq!(connection.to_url().expose(), url);
        assert_eq!(
            read(url).to_keywords().expose(),
            connection.to_keywords().expose()
        );
    }
}

#[test]
fn what_is_no_socket_is_a_host_that_is_verified() {
    for (name, sslmode) in [
        ("/run/postgresql", None),
        ("@pg", None),
        ("db.example.com", Some("verify-full")),
        ("/run,db", Some("verify-full")),
        ("", Some("verify-full")),
    ] {
        assert_eq!(
            ConnectionString::to_socket(name).get(Parameter::Sslmode),
            sslmode,
            "{name}"
        );
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_as_the_same(
        host in "[a-z0-9.-]{1,12}",
        user in any::<String>(),
        password in any::<String>(),
        database in any::<String>(),
        options in any::<String>(),
    ) {
        let (user, password) = (user.replace('\0', ""), password.replace('\0', ""));
        let (database, options) = (database.replace('\0', ""), options.replace('\0', ""));
        let mut connection = ConnectionString::to_host(host)
            .set(Parameter::Options, format!("x{options}"))
            .unwrap();
        if !user.is_empty() {
            connection = connection.user(user);
        }
        if !password.is_empty() {
            connection = connection.password(Secret::new(password));
        }
        if !database.is_empty() {
            connection = connection.database(database);
        }
        for text in [connection.to_url(), connection.to_keywords()] {
            let again: ConnectionString = text.expose().parse().unwrap();
            let (again, first) = (again.to_keywords(), connection.to_keywords());
            prop_assert_eq!(again.expose(), first.expose());
        }
    }

    #[test]
    fn no_error_says_a_piece_of_the_password(
        before in "(postgres://|host=db |)[a-z:@ =]{0,6}",
        password in "[A-Z0-9@:/?&=%' ]{6,16}",
        after in "[@ ]?[a-z/?=]{0,8}",
    ) {
        for text in [
            format!("{before}{password}{after}"),
            format!("postgres://app:{password}@db{after}"),
            format!("{before} password={password} {after}"),
        ] {
            if let Err(error) = text.parse::<ConnectionString>() {
                let shown = format!("{error} {error:?}");
                for piece in password.split(|c: char| !c.is_ascii_alphanumeric()) {
                    let is_long = piece.len() > 3;
                    prop_assert!(!(is_long && shown.contains(piece)), "{}: {}", text, shown);
                }
            }
        }
    }
}
