//! The drill that shows that backups are some.

use super::error::line;
use super::{Operations, OperationsError};
use crate::define::Privilege;
use crate::model::{RowSecurity, Table};
use crate::sql::{Identifier, RoleName, TextLiteral, ToSql};

const FILE: &str = "the drill";

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
    record: Option<String>,
}

impl RestoreDrill {
    /// A dump in PostgreSQL's custom format, and the database that is made, filled and dropped.
    pub fn new(dump: impl Into<String>, database: impl Into<String>) -> Self {
        Self {
            dump: dump.into(),
            database: database.into(),
            oldest: 26,
            at_least: Vec::new(),
            record: None,
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

    /// A file that gets the time of each drill that went well, so that somebody can be told when the last one is long ago:
    /// `find FILE -mtime -30` names it if there was one in the last 30 days.
    pub fn record(mut self, file: impl Into<String>) -> Self {
        self.record = Some(file.into());
        self
    }
}

impl Operations<'_> {
    /// The drill, as a script of `sh` that needs `createdb`, `pg_restore`, `psql` and `dropdb` of the server's version.
    ///
    /// It fails if the dump is too old, if something can't be restored, if a table of the model isn't there, can't be read
    /// to its end, has fewer rows than [`at_least`](RestoreDrill::at_least) says, has other row-level security or policies of
    /// other names than in the model, or lacks a right that a role of the model has on it, and if there is no row at all. It
    /// prints how many rows each table has. Whether the rows are the right ones, nobody knows but you; whether the policies
    /// say what those of the model do, `verify::compare` knows. Run it each month, from somewhere else than where the database
    /// is, on a server that has the model's roles.
    ///
    /// The database is made by the script, or it fails: one that is there already is neither filled nor dropped.
    ///
    /// # Errors
    ///
    /// If a name or a path can't stand in a script, if the database's name is a connection string to the programs, or if a
    /// table isn't one of the model.
    pub fn restore_drill(&self, drill: &RestoreDrill) -> Result<String, OperationsError> {
        let dump = path(&drill.dump)?;
        let record = drill.record.as_deref().map(path).transpose()?;
        let database = database(&drill.database)?;
        let tables = self.database.tables();
        let is_known = |name: &str| tables.iter().any(|it| it.name.to_string() == name);
        if let Some((table, _)) = drill.at_least.iter().find(|(name, _)| !is_known(name)) {
            return Err(OperationsError::UnknownTable {
                table: table.clone(),
            });
        }
        let mut script = begin(&dump, &database, drill.oldest);
        for table in tables {
            let label = quoted(&table.name.to_string());
            script += &format!("wrong=$(ask {})\n", quoted(&question(table)));
            script += &format!("[ -z \"$wrong\" ] || fail {label}\": $wrong\"\n");
            // By itself: within the words of another command, a failure would go unseen.
            let count = quoted(&format!("SELECT count(*) FROM {}", table.name.to_sql()));
            script += &format!("count=$(ask {count})\necho {label} \"$count rows\"\n");
            script += "total=$((total + count))\n";
            let named = drill.at_least.iter();
            for (_, least) in named.filter(|(it, _)| *it == table.name.to_string()) {
                script += &format!(
                    "[ \"$count\" -ge {least} ] || fail {label}' should have {least} rows at least'\n"
                );
            }
        }
        script += "[ \"$total\" -gt 0 ] || fail 'no table has a row: the dump is one of the schema alone, or of a role that policies bind'\n";
        if let Some(record) = record {
            script += &format!("date -u +%Y-%m-%dT%H:%M:%SZ >{record}\n");
        }
        Ok(script)
    }
}

/// The lines before the tables.
fn begin(dump: &str, database: &str, oldest: u32) -> String {
    let minutes = u64::from(oldest) * 60;
    format!(
        "#!/bin/sh\n\
         # Restores the newest backup and looks whether it is one: tables, rows, policies, rights. Exit code 0: all are there.\n\
         set -eu\n\
         dump={dump}\n\
         database={database}\n\
         total=0\n\
         fail() {{ echo \"$1\" >&2; exit 1; }}\n\
         [ -r \"$dump\" ] || fail \"$dump can't be read\"\n\
         [ -n \"$(find \"$dump\" -prune -mmin -{minutes})\" ] || fail \"$dump is older than {oldest} hours\"\n\
         createdb -- \"$database\"\n\
         trap 'dropdb --force --if-exists -- \"$database\"' EXIT\n\
         # Not every shell takes the way over EXIT when it is stopped.\n\
         trap 'exit 1' HUP INT TERM\n\
         pg_restore --exit-on-error --no-owner --dbname \"$database\" \"$dump\"\n\
         # A drill may take longer than a statement of the application, and counts every row or fails.\n\
         without_limits='DO $$BEGIN PERFORM set_config(name, $q$0$q$, false) FROM pg_settings WHERE name IN \
         ($q$statement_timeout$q$, $q$transaction_timeout$q$); SET row_security = off; END$$'\n\
         ask() {{ psql -X -q -A -t -v ON_ERROR_STOP=1 -d \"$database\" -c \"$without_limits\" -c \"$1\"; }}\n"
    )
}

/// What is other than in the model, as one text.
fn question(table: &Table) -> String {
    let mut policies: Vec<&str> = table.policies.iter().map(|it| it.name.as_str()).collect();
    policies.sort_unstable();
    let policies: Vec<String> = policies.into_iter().map(literal).collect();
    let mut parts = vec![
        format!(
            "CASE WHEN (relrowsecurity, relforcerowsecurity) <> ({}, {}) \
             THEN 'row-level security is other than in the model' END",
            !table.row_security.is_disabled(),
            table.row_security == RowSecurity::Forced,
        ),
        format!(
            "CASE WHEN ARRAY(SELECT polname::text FROM pg_policy WHERE polrelid = c.oid ORDER BY polname) <> \
             ARRAY[{}]::text[] THEN 'it has other policies than in the model' END",
            policies.join(", "),
        ),
    ];
    for grant in &table.grants {
        let RoleName::Named(role) = &grant.role else {
            continue;
        };
        let role = role.as_str();
        for granted in &grant.privileges {
            // A server before PostgreSQL 17 doesn't know it.
            if granted.privilege == Privilege::Maintain {
                continue;
            }
            let privilege = granted.privilege.to_sql();
            let missing = literal(&format!("{role} lacks {privilege}"));
            let (role, privilege) = (literal(role), literal(&privilege));
            let has = match granted.columns.as_slice() {
                [] => format!("has_table_privilege({role}, c.oid, {privilege})"),
                columns => {
                    let each = columns.iter().map(|column| {
                        let column = literal(column.as_str());
                        format!("has_column_privilege({role}, c.oid, {column}, {privilege})")
                    });
                    each.collect::<Vec<_>>().join(" AND ")
                }
            };
            parts.push(format!("CASE WHEN NOT ({has}) THEN {missing} END"));
        }
    }
    format!(
        "SELECT concat_ws(', ', {}) FROM pg_class AS c WHERE c.oid = {}::regclass",
        parts.join(", "),
        literal(&table.name.to_sql()),
    )
}

/// A text as SQL writes it. None in a model has a zero byte, which alone can't be written.
fn literal(text: &str) -> String {
    let literal = TextLiteral::new(text).map(|it| it.to_sql());
    literal.unwrap_or_default()
}

/// A path as a word of `sh` that no program takes for an option or an expression: `find -delete` has no path at all.
fn path(path: &str) -> Result<String, OperationsError> {
    let path = line("the path", path, FILE, &[])?;
    let is_plain = path.starts_with(['/', '.']);
    Ok(match is_plain {
        true => quoted(path),
        false => quoted(&format!("./{path}")),
    })
}

/// The name of the database as a word of `sh`. The programs connect by it, and what looks like a connection string could be
/// one to another database.
fn database(name: &str) -> Result<String, OperationsError> {
    let name = Identifier::new(name)?;
    let text = line("the database", name.as_str(), FILE, &['='])?;
    if text.starts_with("postgres://") || text.starts_with("postgresql://") {
        return Err(OperationsError::Text {
            what: "the database",
            file: FILE,
        });
    }
    Ok(quoted(text))
}

/// A text as one word of `sh`.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}
