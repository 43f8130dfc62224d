//! The role that takes backups, and the drill that shows that they are some.

use super::error::line;
use super::{Operations, OperationsError};
use crate::define::Privilege;
use crate::model::RowSecurity;
use crate::sql::{CreateRole, Grant, GrantRole, Identifier, Object, RoleName, ToSql};

/// The statements that make the backup role.
///
/// `pg_dump` reads every row, or it is no backup: the role gets past row-level security, and may read and nothing else.
/// Only a superuser can make such a role.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct BackupRole {
    name: Identifier,
}

impl BackupRole {
    /// The role of a name, such as `app_backup`.
    ///
    /// # Errors
    ///
    /// If it is no name.
    pub fn new(name: impl AsRef<str>) -> Result<Self, OperationsError> {
        Ok(Self {
            name: Identifier::new(name)?,
        })
    }

    /// Its name.
    #[must_use]
    pub const fn name(&self) -> &Identifier {
        &self.name
    }

    /// The statements: `LOGIN BYPASSRLS`, at most two connections, member of `pg_read_all_data`, `CONNECT` on the database
    /// in which they are run. They can be run again; a role of that name that is there keeps its attributes.
    ///
    /// ```
    /// use pgschema::operations::BackupRole;
    ///
    /// let sql = BackupRole::new("app_backup")?.to_sql();
    /// assert!(sql.contains("BYPASSRLS"), "{sql}");
    /// assert!(sql.contains("GRANT pg_read_all_data TO app_backup"), "{sql}");
    /// # Ok::<(), pgschema::operations::OperationsError>(())
    /// ```
    ///
    /// PostgreSQL manual: Predefined Roles; pg_dump.
    #[must_use]
    pub fn to_sql(&self) -> String {
        let create = CreateRole::new(self.name.clone())
            .login(true)
            .inherit(true)
            .bypass_rls(true)
            .connection_limit(2)
            .if_not_exists();
        let grant = Identifier::new("pg_read_all_data")
            .map(|of| GrantRole::new(of, RoleName::Named(self.name.clone())).to_sql());
        let role = [RoleName::Named(self.name.clone())];
        let connect = Grant::new([Privilege::Connect.into()], Object::CurrentDatabase, role);
        let (create, connect) = (create.to_sql(), connect.to_sql());
        format!("{create}\n{}\n{connect}\n", grant.unwrap_or_default())
    }
}

/// A script that restores the newest backup into an empty database, and says whether it holds what it should.
///
/// ```
/// # #[cfg(all(feature = "derive", feature = "uuid"))]
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # use pgschema::{Database, Table, Version};
/// # use pgschema::operations::{Operations, RestoreDrill};
/// # #[derive(Table)]
/// # #[pg(table = "documents", tenant = tenant_id)]
/// # struct Document {
/// #     #[pg(primary_key)]
/// #     id: uuid::Uuid,
/// #     tenant_id: uuid::Uuid,
/// # }
/// # let database = Database::builder().hardened("app").table::<Document>().build()?;
/// let operations = Operations::new(&database, "app_db");
/// let script = operations.restore_drill(&RestoreDrill::new("/backups/app_db.dump", "app_drill"))?;
/// assert!(script.starts_with("#!/bin/sh\n"));
/// assert!(script.contains("app.documents"));
/// # Ok(())
/// # }
/// # #[cfg(not(all(feature = "derive", feature = "uuid")))]
/// # fn main() {}
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct RestoreDrill {
    dump: String,
    database: String,
    oldest: u32,
    at_least: Vec<(String, u64)>,
}

impl RestoreDrill {
    /// A dump in PostgreSQL's custom format, and the database that is made, filled and dropped.
    pub fn new(dump: impl Into<String>, database: impl Into<String>) -> Self {
        Self {
            dump: dump.into(),
            database: database.into(),
            oldest: 26,
            at_least: Vec::new(),
        }
    }

    /// How many hours old the dump may be; 26 without it.
    pub const fn oldest(mut self, hours: u32) -> Self {
        self.oldest = hours;
        self
    }

    /// How many rows a table has at least, `app.documents` say: a dump of a role that policies bind has the tables and no
    /// rows.
    pub fn at_least(mut self, table: impl Into<String>, rows: u64) -> Self {
        self.at_least.push((table.into(), rows));
        self
    }
}

impl Operations<'_> {
    /// The drill, as a script of `sh` that needs `createdb`, `pg_restore`, `psql` and `dropdb` of the server's version.
    ///
    /// It fails if the dump is too old, if something can't be restored, if a table of the model isn't there, can't be read
    /// to its end, has fewer rows than [`at_least`](RestoreDrill::at_least) says, or other row-level security or another
    /// number of policies than in the model; and it prints how many rows each table has. Whether the rows are the right ones,
    /// nobody knows but you. Run it each month, from somewhere else than where the database is, on a server that has the
    /// model's roles.
    ///
    /// # Errors
    ///
    /// If a name or a path can't stand in a script, or a table isn't one of the model.
    pub fn restore_drill(&self, drill: &RestoreDrill) -> Result<String, OperationsError> {
        const FILE: &str = "the drill";
        let dump = quoted(line("the path", &drill.dump, FILE, &[])?);
        let database = Identifier::new(&drill.database)?;
        let database = quoted(line("the database", database.as_str(), FILE, &[])?);
        let tables = self.database.tables();
        let is_known = |name: &str| tables.iter().any(|it| it.name.to_string() == name);
        if let Some((table, _)) = drill.at_least.iter().find(|(name, _)| !is_known(name)) {
            return Err(OperationsError::UnknownTable {
                table: table.clone(),
            });
        }
        let mut script = format!(
            "#!/bin/sh\n\
             # Restores the newest backup and looks whether it is one: tables, rows, policies. Exit code 0: all are there.\n\
             set -eu\n\
             dump={dump}\n\
             database={database}\n\
             if [ -z \"$(find \"$dump\" -mmin -{})\" ]; then\n  echo \"$dump is older than {} hours\" >&2\n  exit 1\nfi\n\
             createdb -- \"$database\"\n\
             trap 'dropdb --if-exists -- \"$database\"' EXIT\n\
             pg_restore --exit-on-error --no-owner --dbname \"$database\" \"$dump\"\n\
             # A drill may take longer than a statement of the application.\n\
             without_limits='DO $$BEGIN PERFORM set_config(name, $q$0$q$, false) FROM pg_settings WHERE name IN \
             ($q$statement_timeout$q$, $q$transaction_timeout$q$); END$$'\n\
             ask() {{ psql -X -q -A -t -v ON_ERROR_STOP=1 -d \"$database\" -c \"$without_limits\" -c \"$1\"; }}\n",
            u64::from(drill.oldest) * 60,
            drill.oldest,
        );
        for table in tables {
            let name = table.name.to_sql();
            let literal = crate::sql::TextLiteral::new(name.as_str()).map(|it| it.to_sql());
            let check = format!(
                "SELECT 1 / CASE WHEN relrowsecurity = {} AND relforcerowsecurity = {} \
                 AND (SELECT count(*) FROM pg_policy WHERE polrelid = c.oid) = {} THEN 1 ELSE 0 END \
                 FROM pg_class AS c WHERE c.oid = {}::regclass",
                !table.row_security.is_disabled(),
                table.row_security == RowSecurity::Forced,
                table.policies.len(),
                literal.unwrap_or_default(),
            );
            let label = quoted(&table.name.to_string());
            script += &format!("ask {} >/dev/null\n", quoted(&check));
            // By itself: within the words of another command, a failure would go unseen.
            let count = quoted(&format!("SELECT count(*) FROM {name}"));
            script += &format!("count=$(ask {count})\necho {label} \"$count rows\"\n");
            let named = drill.at_least.iter();
            for (_, least) in named.filter(|(it, _)| *it == table.name.to_string()) {
                script += &format!(
                    "if [ \"$count\" -lt {least} ]; then\n  echo {label} 'should have {least} rows at least' >&2\n  exit 1\nfi\n"
                );
            }
        }
        Ok(script)
    }

    /// The statements that give the roles their passwords, and make the backup role. A verifier is all that the server
    /// gets of a password; how many iterations it has, [`ScramVerifier::with_iterations`](crate::sql::ScramVerifier::with_iterations)
    /// says (`scram_iterations` is about passwords that the server itself makes a verifier of).
    ///
    /// # Errors
    ///
    /// If a role isn't one of the model that logs in.
    #[cfg(feature = "connect")]
    pub fn set_up(
        &self,
        verifiers: &[(&str, crate::sql::ScramVerifier)],
    ) -> Result<String, OperationsError> {
        let backup = self.backup.as_ref().map(BackupRole::to_sql);
        let mut sql = backup.unwrap_or_default();
        for (role, verifier) in verifiers {
            let role = self.login_role(role)?;
            let alter = crate::sql::AlterRolePassword::new(role.clone(), verifier.clone());
            sql += &format!("{}\n", alter.to_sql());
        }
        Ok(sql)
    }
}

/// A text as one word of `sh`.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}
