//! A server that is set as the rendered files say, with certificates of its own.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};

use pgschema::connect::Secret;
use pgschema::operations::{Operations, ServerFacts};
use pgschema::sql::ScramVerifier;
use pgschema::verify::Server;
use pgschema::{Database, Table, Version};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use uuid::Uuid;

/// What somebody wrote.
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id)]
pub(crate) struct Note {
    #[pg(primary_key)]
    pub(crate) id: Uuid,
    pub(crate) tenant_id: Uuid,
    pub(crate) text: String,
}

pub(crate) fn model() -> Database {
    let builder = Database::builder().hardened("app").table::<Note>();
    builder.build().unwrap_or_else(|errors| panic!("{errors}"))
}

/// From this machine, which is where the tests come from.
pub(crate) fn operations(model: &Database) -> Operations<'_> {
    ["app_runtime", "app_readonly", "app_migrator"]
        .into_iter()
        .fold(Operations::new(model, "app_db"), |it, role| {
            it.network(role, "127.0.0.0/8".parse().unwrap())
        })
        .client_certificate("app_readonly")
        .local_pooler()
}

/// Where `tests/run` puts the servers.
pub(crate) const INSTALLED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/postgresql");

pub(crate) const PASSWORD: &str = "correct horse";

/// The same for the server and for the pooler: with another salt the one couldn't log in at the other.
pub(crate) fn verifiers() -> Vec<(&'static str, ScramVerifier)> {
    static VERIFIERS: LazyLock<Vec<(&str, ScramVerifier)>> = LazyLock::new(|| {
        let of = |role| (role, ScramVerifier::new(&Secret::new(PASSWORD)).unwrap());
        ["app_runtime", "app_readonly"].map(of).to_vec()
    });
    VERIFIERS.clone()
}

/// A directory that is gone at the end of the test.
pub(crate) struct Directory(PathBuf);

impl Directory {
    pub(crate) fn new() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("pgschema-operations-{}-{number}", std::process::id());
        let directory = std::env::temp_dir().join(name);
        fs::create_dir_all(&directory).unwrap();
        fs::set_permissions(&directory, fs::Permissions::from_mode(0o755)).unwrap();
        Self(directory)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    pub(crate) fn write(&self, name: &str, text: &str) -> String {
        let path = self.0.join(name);
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        path.to_str().unwrap().to_owned()
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The certificate of an authority, as a file has it, and that of a server which it signed.
pub(crate) struct Certificates {
    pub(crate) authority: String,
    pub(crate) certificate: String,
    pub(crate) key: String,
    /// The certificate of `app_readonly` and its key, of the same authority.
    pub(crate) client: (String, String),
}

pub(crate) fn certificates(name: &str) -> Certificates {
    let mut authority = CertificateParams::new(Vec::new()).unwrap();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(authority, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let server = CertificateParams::new(vec![name.to_owned()]).unwrap();
    let server = server.signed_by(&key, &authority).unwrap();
    let client_key = KeyPair::generate().unwrap();
    let mut client = CertificateParams::new(Vec::new()).unwrap();
    client
        .distinguished_name
        .push(DnType::CommonName, "app_readonly");
    let client = client.signed_by(&client_key, &authority).unwrap();
    Certificates {
        client: (client.pem(), client_key.serialize_pem()),
        authority: authority.pem(),
        certificate: server.pem(),
        key: key.serialize_pem(),
    }
}

/// A port that nobody has at the moment.
pub(crate) fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

/// A server of the files, with the schema and the passwords.
pub(crate) fn start(
    version: Version,
    directory: &Directory,
    certificates: &Certificates,
) -> Server {
    let model = model();
    let operations = operations(&model);
    let certificate = directory.write("server.crt", &certificates.certificate);
    // As root the server runs as somebody else, who can read a key of root's own only where its group may.
    let key = directory.write("server.key", &certificates.key);
    give_away(Path::new(&key));
    let facts = ServerFacts::new("127.0.0.1", 512)
        .certificate(certificate, key)
        .client_authority(directory.write("clients.crt", &certificates.authority))
        .without_archive("a server of a test");
    let conf = operations.postgresql_conf(&facts, version).unwrap();
    let conf = directory.write("production.conf", &conf);
    let hba = directory.write(
        "pg_hba.conf",
        &operations.pg_hba().unwrap().replace("peer", "trust"),
    );
    let builder = Server::builder(version)
        .installations(INSTALLED)
        .tcp_port(free_port())
        .setting("include", conf)
        .setting("hba_file", hba);
    let server = builder.start().unwrap_or_else(|error| panic!("{error}"));
    let mut client = server.client("postgres").unwrap();
    client.batch_execute("CREATE DATABASE app_db").unwrap();
    let mut client = server.client("app_db").unwrap();
    client
        .batch_execute(&model.render(version).unwrap())
        .unwrap();
    let set_up = operations.set_up(&verifiers()).unwrap();
    client.batch_execute(&set_up).unwrap();
    server
}

/// Only its owner may read a key, and the server is `nobody` where the test is root.
fn give_away(key: &Path) {
    fs::set_permissions(key, fs::Permissions::from_mode(0o600)).unwrap();
    let is_root = std::os::unix::fs::MetadataExt::uid(&fs::metadata(key).unwrap()) == 0;
    if is_root {
        let done = std::process::Command::new("chown")
            .arg("nobody")
            .arg(key)
            .status();
        assert!(done.unwrap().success());
    }
}
