use std::fmt;

use serde::Serialize;

use super::{PrivilegeDifference, Verdict};
use crate::Version;
use crate::sql::ToSql;

/// The form of the JSON document: another number means that readers must be changed.
const FORMAT: u32 = 1;

/// What [`privileges`](super::privileges) found.
#[derive(Clone, Debug, PartialEq)]
pub struct PrivilegeReport {
    pub(super) version: Version,
    pub(super) roles: usize,
    pub(super) objects: usize,
    pub(super) rights: usize,
    pub(super) cells: usize,
    pub(super) differences: Vec<PrivilegeDifference>,
    pub(super) remarks: Vec<String>,
}

#[derive(Serialize)]
struct Written<'a> {
    format: u32,
    server: u32,
    looked_at: LookedAt,
    differences: Vec<WrittenDifference<'a>>,
    remarks: &'a [String],
}

#[derive(Serialize)]
struct LookedAt {
    roles: usize,
    objects: usize,
    rights: usize,
    cells: usize,
}

#[derive(Serialize)]
struct WrittenDifference<'a> {
    message: String,
    #[serde(flatten)]
    difference: &'a PrivilegeDifference,
}

impl PrivilegeReport {
    /// The version of the server.
    #[must_use]
    pub const fn version(&self) -> Version {
        self.version
    }

    /// What is other than in the model: roles first, then objects by name.
    #[must_use]
    pub fn differences(&self) -> &[PrivilegeDifference] {
        &self.differences
    }

    /// What is other than in the model, and can't be changed by whoever runs its DDL: before
    /// PostgreSQL 15, the schema `public` belongs to the superuser, who alone can close it to PUBLIC.
    #[must_use]
    pub fn remarks(&self) -> &[String] {
        &self.remarks
    }

    /// How many roles were looked at.
    #[must_use]
    pub const fn roles(&self) -> usize {
        self.roles
    }

    /// How many objects were looked at: the database, schemas, tables, views, sequences, functions, types.
    #[must_use]
    pub const fn objects(&self) -> usize {
        self.objects
    }

    /// How many rights somebody has on them.
    #[must_use]
    pub const fn rights(&self) -> usize {
        self.rights
    }

    /// How many cells of the access matrix are something: privileges that the model's roles have in the end on
    /// its tables and views, or on single columns.
    #[must_use]
    pub const fn cells(&self) -> usize {
        self.cells
    }

    /// Keeps the differences that matter: a role that the model doesn't know may be there on purpose. Of that for
    /// backups, [`BackupRole::accounts_for`](crate::operations::BackupRole::accounts_for) knows more exactly what it may do.
    ///
    /// ```no_run
    /// # fn example(database: &pgschema::Database, client: &mut postgres::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// let mut report = pgschema::verify::privileges(database, client)?;
    /// // Analysts read on purpose.
    /// report.retain(|difference| difference.role != "analysts");
    /// report.deny()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn retain(&mut self, keep: impl FnMut(&PrivilegeDifference) -> bool) {
        self.differences.retain(keep);
    }

    /// The report, if nothing is other than in the model.
    ///
    /// # Errors
    ///
    /// If something is; the error has the report, and is shown as the report.
    pub fn deny(self) -> Result<Self, WrongPrivileges> {
        if self.differences.is_empty() {
            return Ok(self);
        }
        Err(WrongPrivileges {
            report: Box::new(self),
        })
    }

    /// The report as a JSON document.
    ///
    /// `format` is 1. Keys may be added to this form; when one changes its meaning or goes, the form
    /// has another number. `server` is the major version; `looked_at` counts `roles`, `objects`,
    /// `rights` and `cells`. Each of `differences` has the fields of [`PrivilegeDifference`], and `message`, which says
    /// it in words. `remarks` are as in [`remarks`](Self::remarks).
    #[must_use]
    pub fn to_json(&self) -> String {
        let differences = self.differences.iter();
        let written = Written {
            format: FORMAT,
            server: self.version.major(),
            looked_at: LookedAt {
                roles: self.roles,
                objects: self.objects,
                rights: self.rights,
                cells: self.cells,
            },
            differences: differences
                .map(|difference| WrittenDifference {
                    message: difference.to_string(),
                    difference,
                })
                .collect(),
            remarks: &self.remarks,
        };
        // There is no map with keys that aren't text, which is what serde_json can't write.
        let mut text = serde_json::to_string_pretty(&written).unwrap_or_default();
        text.push('\n');
        text
    }
}

/// The report for people.
impl fmt::Display for PrivilegeReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (verdict, title) in [
            (Verdict::TooMuch, "More than the model lets them:"),
            (Verdict::TooLittle, "Less than the model lets them:"),
        ] {
            let of_it = self.differences.iter().filter(|it| it.verdict == verdict);
            let of_it: Vec<_> = of_it.collect();
            if of_it.is_empty() {
                continue;
            }
            writeln!(f, "{title}")?;
            for difference in of_it {
                writeln!(f, "  {difference}")?;
                for statement in &difference.repair {
                    for line in statement.to_sql().lines() {
                        writeln!(f, "    {line}")?;
                    }
                }
            }
            writeln!(f)?;
        }
        for remark in &self.remarks {
            writeln!(f, "Note: {remark}\n")?;
        }
        let count = self.differences.len();
        let said = match count {
            0 => "nothing differs".to_owned(),
            1 => "1 difference".to_owned(),
            _ => format!("{count} differences"),
        };
        write!(
            f,
            "{said} ({} rights on {} objects, {} roles, PostgreSQL {})",
            self.rights, self.objects, self.roles, self.version
        )
    }
}

/// Rights that are not those of the model.
///
/// `Debug` writes the report as `Display` does, since it is what one reads when `main` or a test
/// returns the error.
#[derive(Clone, PartialEq)]
pub struct WrongPrivileges {
    report: Box<PrivilegeReport>,
}

impl WrongPrivileges {
    /// The report.
    #[must_use]
    pub const fn report(&self) -> &PrivilegeReport {
        &self.report
    }
}

impl std::error::Error for WrongPrivileges {}

impl fmt::Debug for WrongPrivileges {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.report, f)
    }
}

impl fmt::Display for WrongPrivileges {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.report, f)
    }
}
