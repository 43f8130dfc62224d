//! Passwords that are never sent, tried on real servers.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use pgschema::Version;
use pgschema::connect::{ConnectionString, Parameter, Secret, mask};
use pgschema::sql::{AlterRolePassword, CreateRole, Identifier, ScramVerifier};
use pgschema::verify::Server;
use pgschema_test_support::versions;
use postgres::{Client, NoTls};

/// A server that asks for passwords, and knows verifiers only.
fn server(version: Version, directory: &std::path::Path) -> Server {
    let file = directory.join(format!("pg_hba_{version}.conf"));
    fs::write(
        &file,
        "local all postgres trust\nlocal all all scram-sha-256\n",
    )
    .unwrap();
    for path in [directory, &file] {
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let installed = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/postgresql");
    let builder = Server::builder(version).installations(installed);
    let builder = builder.setting("hba_file", file.to_str().unwrap());
    builder.start().unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn a_role_logs_in_with_the_password_that_only_its_verifier_was_sent_of() {
    let directory = std::env::temp_dir().join(format!("pgschema-connect-{}", std::process::id()));
    fs::create_dir_all(&directory).unwrap();
    for version in versions() {
        let version = Version::try_from(version).unwrap();
        let server = server(version, &directory);
        let mut superuser = server.client("postgres").unwrap();
        for (number, password) in [
            "correct horse",
            "it's \\ \"e\u{301}\" 🐢",
            "\u{a0}spaced\u{ad}",
        ]
        .into_iter()
        .enumerate()
        {
            let password = Secret::new(password);
            let name = Identifier::new(format!("role_{number}")).unwrap();
            let create = CreateRole::new(name.clone()).login(true);
            let create = create.password(ScramVerifier::new(&password).unwrap());
            superuser.batch_execute(&create.to_string()).unwrap();
            let connection = ConnectionString::to_socket(server.directory().to_str().unwrap())
                .port(server.port())
                .user(name.as_str())
                .database("postgres");
            let with = |password: Secret| {
                let url = connection.clone().password(password).to_url();
                Client::connect(url.expose(), NoTls)
            };
            assert!(with(password.clone()).is_ok(), "{connection} on {version}");
            let error = with(Secret::new("wrong")).err().unwrap();
            assert_eq!(error.code().unwrap().code(), "28P01");

            let other = Secret::new("battery staple");
            let verifier = ScramVerifier::with_iterations(&other, 20_000).unwrap();
            let alter = AlterRolePassword::new(name.clone(), verifier.clone());
            superuser.batch_execute(&alter.to_string()).unwrap();
            assert!(with(other).is_ok() && with(password).is_err());
            // The server kept what it was sent, and took it for no password.
            let sql = "SELECT rolpassword FROM pg_authid WHERE rolname = $1";
            let kept: String = superuser.query_one(sql, &[&name.as_str()]).unwrap().get(0);
            assert_eq!(kept, verifier.expose());
            assert!(!mask(&alter.to_string()).contains(&kept[20..]));
        }
    }
    fs::remove_dir_all(directory).unwrap();
}

/// All that a connection string may say, in the words of libpq.
fn all_words() -> Vec<ConnectionString> {
    let mut all = Vec::new();
    for sslmode in [
        "disable",
        "allow",
        "prefer",
        "require",
        "verify-ca",
        "verify-full",
    ] {
        for attributes in [
            "any",
            "read-write",
            "read-only",
            "primary",
            "standby",
            "prefer-standby",
        ] {
            let text = format!(
                "host=db.example.com hostaddr=10.0.0.1 port=5433 user=app dbname=app_db password=x application_name=a \
                 options='-c a=b' sslmode={sslmode} target_session_attrs={attributes} sslpassword=y sslcert=/c sslkey=/k \
                 sslrootcert=/r connect_timeout=7 channel_binding=prefer load_balance_hosts=random keepalives=1 \
                 keepalives_idle=9 keepalives_interval=9 tcp_user_timeout=9"
            );
            all.push(ConnectionString::parse_with_weak_tls(&text, "a test").unwrap());
        }
    }
    all
}

#[test]
fn drivers_read_the_urls_that_are_for_them() {
    for connection in all_words() {
        let url = connection.to_connector_url();
        let read: tokio_postgres::Config = url
            .expose()
            .parse()
            .unwrap_or_else(|error| panic!("{connection}: {error}"));
        assert_eq!(read.get_user(), Some("app"));
        let must = connection
            .get(Parameter::Sslmode)
            .is_some_and(|it| it == "require" || it.starts_with("verify"));
        assert_eq!(
            read.get_ssl_mode() == tokio_postgres::config::SslMode::Require,
            must,
            "{connection}"
        );
        let url = connection.to_sqlx_url();
        assert!(!url.expose().contains("sslpassword"));
        let read: sqlx::postgres::PgConnectOptions = url.expose().parse().unwrap();
        assert_eq!((read.get_host(), read.get_port()), ("10.0.0.1", 5433));
        assert_eq!(
            format!("{:?}", read.get_ssl_mode()).to_lowercase(),
            connection.get(Parameter::Sslmode).unwrap().replace('-', "")
        );
    }
}
