//! `pg_hba.conf`: who may come from where, and how.

use pgschema_syntax::identifier::needs_quotes;

use super::error::line;
use super::{Operations, OperationsError};
use crate::sql::Identifier;

const FILE: &str = "pg_hba.conf";

/// The superuser that `initdb` makes.
const SUPERUSER: &str = "postgres";

impl Operations<'_> {
    /// `pg_hba.conf`: each role that logs in, from its networks alone, over TLS and with a SCRAM password; the
    /// superuser over the socket as the system's user of that name; nobody else.
    ///
    /// `hostssl` lines are errors to a server without TLS: it doesn't start open by mistake.
    ///
    /// PostgreSQL manual: The pg_hba.conf File.
    ///
    /// # Errors
    ///
    /// If a role has no network, one is named that doesn't log in, the superuser is among them, or a name can't stand in the
    /// file: from PostgreSQL 16 on, one that begins with `/` is a regular expression, with quotes around it as well.
    pub fn pg_hba(&self) -> Result<String, OperationsError> {
        let database = name(&self.database_name()?)?;
        let mut rows: Vec<[String; 5]> = vec![row("local", "all", SUPERUSER, "", "peer")];
        if self.has_local_pooler {
            for role in self.pooled_roles() {
                let role = name(&role.name)?;
                rows.push(row("local", &database, &role, "", "scram-sha-256"));
            }
        }
        for (role, networks) in self.roles()? {
            if *role == SUPERUSER {
                return Err(OperationsError::Superuser {
                    role: role.as_str().to_owned(),
                });
            }
            let is_certified = self.certificates.iter().any(|it| *role == it.as_str());
            let method = match is_certified {
                true => "scram-sha-256  clientcert=verify-full",
                false => "scram-sha-256",
            };
            let role = name(role)?;
            for network in networks {
                let network = network.to_string();
                rows.push(row("hostssl", &database, &role, &network, method));
            }
        }
        for (kind, network) in [
            ("hostnossl", "0.0.0.0/0"),
            ("hostnossl", "::/0"),
            ("host", "0.0.0.0/0"),
            ("host", "::/0"),
        ] {
            rows.push(row(kind, "all", "all", network, "reject"));
        }
        let width = |column: usize| rows.iter().map(|it| it[column].chars().count()).max();
        let widths: Vec<usize> = (0..5).map(|it| width(it).unwrap_or_default()).collect();
        let mut text = String::from("# TYPE, DATABASE, USER, ADDRESS, METHOD\n");
        for row in &rows {
            let mut written = String::new();
            for (value, width) in row.iter().zip(&widths) {
                written += &format!("{value:width$}  ");
            }
            text += written.trim_end();
            text.push('\n');
        }
        Ok(text)
    }
}

fn row(kind: &str, database: &str, role: &str, network: &str, method: &str) -> [String; 5] {
    let kind = format!("{kind:9}");
    [kind.as_str(), database, role, network, method].map(str::to_owned)
}

/// A name as the file reads it: a word of it has a meaning of its own unless it is quoted.
fn name(name: &Identifier) -> Result<String, OperationsError> {
    const WORDS: [&str; 5] = ["all", "sameuser", "samerole", "samegroup", "replication"];

    let text = line("the name", name.as_str(), FILE, &[])?;
    // A regular expression to the server, which no quotes change: `/` alone is everybody.
    if text.starts_with('/') {
        return Err(OperationsError::Text {
            what: "the name",
            file: FILE,
        });
    }
    Ok(match needs_quotes(text) || WORDS.contains(&text) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text.to_owned(),
    })
}
