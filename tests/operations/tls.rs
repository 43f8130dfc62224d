//! The server is the one that is meant, or there is no connection.

use std::sync::Arc;

use pgschema::Version;
use pgschema::connect::{ConnectionString, Secret};
use pgschema_test_support::versions;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ClientConfig, RootCertStore};
use tokio::runtime::Builder;
use tokio_postgres::NoTls;
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::production::{Directory, PASSWORD, certificates, start};

/// A connector that trusts one authority.
fn connector(authority: &str) -> MakeRustlsConnect {
    connector_of(authority, None)
}

/// A connector that trusts one authority, and shows a certificate of its own.
fn connector_of(authority: &str, client: Option<&(String, String)>) -> MakeRustlsConnect {
    let mut roots = RootCertStore::empty();
    roots
        .add(CertificateDer::from_pem_slice(authority.as_bytes()).unwrap())
        .unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots);
    let config = match client {
        None => config.with_no_client_auth(),
        Some((certificate, key)) => {
            let certificate = CertificateDer::from_pem_slice(certificate.as_bytes()).unwrap();
            let key = PrivateKeyDer::from_pem_slice(key.as_bytes()).unwrap();
            config
                .with_client_auth_cert(vec![certificate], key)
                .unwrap()
        }
    };
    MakeRustlsConnect::new(config)
}

fn connection(host: &str, port: u16) -> ConnectionString {
    let connection = ConnectionString::to_host(host)
        .port(port)
        .user("app_runtime");
    connection
        .database("app_db")
        .password(Secret::new(PASSWORD))
}

/// What the connection shows of itself, or why there is none.
async fn connect(
    connection: &ConnectionString,
    tls: MakeRustlsConnect,
) -> Result<(bool, String), String> {
    let url = connection.to_connector_url();
    let connected = tokio_postgres::connect(url.expose(), tls).await;
    let (client, connection) = connected.map_err(|error| format!("{error:?}"))?;
    let sql = "SELECT ssl, version FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    let asked = async { client.query_one(sql, &[]).await };
    let row = tokio::select! {
        row = asked => row.map_err(|error| format!("{error:?}"))?,
        ended = connection => return Err(format!("{ended:?}")),
    };
    Ok((row.get(0), row.get(1)))
}

#[test]
fn a_connection_needs_the_right_authority_the_right_name_and_tls() {
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    for version in versions() {
        let version = Version::try_from(version).unwrap();
        let directory = Directory::new();
        let right = certificates("localhost");
        let server = start(version, &directory, &right);
        runtime.block_on(async {
            // `localhost` needs no TLS, and here it is asked for by the word.
            let local = connection("localhost", server.port());
            let local = local.set(pgschema::connect::Parameter::Sslmode, "verify-full").unwrap();
            let (is_encrypted, protocol) = connect(&local, connector(&right.authority)).await.unwrap();
            assert!(is_encrypted && protocol == "TLSv1.3", "{protocol}");
            // A server with the same name, and a certificate of somebody else's authority.
            let other = certificates("localhost").authority;
            let error = connect(&local, connector(&other)).await.unwrap_err();
            assert!(error.contains("UnknownIssuer") || error.contains("BadSignature"), "{error}");
            // The right authority, and another host's name.
            let named = connection("127.0.0.1", server.port());
            let named = named.set(pgschema::connect::Parameter::Sslmode, "verify-full").unwrap();
            let error = connect(&named, connector(&right.authority)).await.unwrap_err();
            assert!(error.contains("NotValidForName"), "{error}");
            // Without TLS the driver refuses what the string asks for, and the server what it doesn't.
            let url = local.to_connector_url();
            assert!(tokio_postgres::connect(url.expose(), NoTls).await.is_err());
            let plain = format!(
                "host=127.0.0.1 port={} user=app_runtime dbname=app_db sslmode=disable password='{PASSWORD}'",
                server.port()
            );
            let error = tokio_postgres::connect(&plain, NoTls).await.err().unwrap();
            assert_eq!(error.code().map(|it| it.code()), Some("28000"), "{error:?}");
            // A role that shows a certificate logs in with it, and not without or with another's name.
            let shown = || connector_of(&right.authority, Some(&right.client));
            let reader = local.clone().user("app_readonly");
            connect(&reader, shown()).await.unwrap();
            let error = connect(&reader, connector(&right.authority)).await.unwrap_err();
            assert!(error.contains("28000"), "{error}");
            let other = certificates("localhost");
            let error = connect(&reader, connector_of(&right.authority, Some(&other.client))).await;
            assert!(error.is_err(), "{error:?}");
            // The password is asked for.
            let wrong = local.clone().password(Secret::new("wrong"));
            let error = connect(&wrong, connector(&right.authority)).await.unwrap_err();
            assert!(error.contains("28P01") && !error.contains("wrong\""), "{error}");
        });
    }
}
