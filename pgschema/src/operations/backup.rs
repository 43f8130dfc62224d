//! The role that takes backups, and the passwords of all that log in.

#[cfg(feature = "connect")]
use super::Operations;
use super::OperationsError;
use crate::define::Privilege;
#[cfg(feature = "postgres")]
use crate::sql::GrantedPrivilege;
use crate::sql::{CreateRole, Grant, GrantRole, Identifier, Object, RoleName, ToSql};

#[cfg(feature = "postgres")]
use crate::verify::{
    Cause, PrivilegeDifference, Verdict,
    drift::{Difference, Grantee, Kind, Part, What},
};

/// Its members read every table.
const READS_ALL: &str = "pg_read_all_data";

/// The statements that make the backup role.
///
/// `pg_dump` reads every row, or it is no backup: the role gets past row-level security, and may read and nothing else.
/// Only a superuser can make such a role.
///
/// It is none of the model's roles: [`privileges`](crate::guide::privileges) and [`compare`](crate::guide::drift) name what
/// it may, and `accounts_for` and `accounts_for_drift` (feature `postgres`) know that it is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct BackupRole {
    name: Identifier,
}

impl BackupRole {
    /// How many connections it may have: a dump, and somebody who looks.
    pub(super) const CONNECTIONS: u16 = 2;

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
            .connection_limit(Self::CONNECTIONS.into())
            .if_not_exists();
        let grant = Identifier::new(READS_ALL)
            .map(|of| GrantRole::new(of, RoleName::Named(self.name.clone())).to_sql());
        let role = [RoleName::Named(self.name.clone())];
        let connect = Grant::new([Privilege::Connect.into()], Object::CurrentDatabase, role);
        let (create, connect) = (create.to_sql(), connect.to_sql());
        format!("{create}\n{}\n{connect}\n", grant.unwrap_or_default())
    }
}

/// What is granted to the role is in no model, and is as it should be.
#[cfg(feature = "postgres")]
impl BackupRole {
    /// Whether a difference of [`privileges`](crate::verify::privileges) is what [`to_sql`](Self::to_sql) grants, and nothing
    /// more.
    ///
    /// ```no_run
    /// # fn check(model: &pgschema::Database, client: &mut postgres::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use pgschema::operations::BackupRole;
    /// use pgschema::verify::{compare, privileges};
    ///
    /// let backup = BackupRole::new("app_backup")?;
    /// let mut report = privileges(model, client)?;
    /// report.retain(|it| !backup.accounts_for(it));
    /// report.deny()?;
    /// let mut drift = compare(model, client)?;
    /// drift.retain(|it| !backup.accounts_for_drift(it));
    /// drift.deny()?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn accounts_for(&self, difference: &PrivilegeDifference) -> bool {
        let is_connect = |it: &GrantedPrivilege| it.privilege == Privilege::Connect;
        let is_granted = match &difference.cause {
            Cause::Membership { of, admin, .. } => of == READS_ALL && !admin,
            Cause::Grant {
                privileges,
                with_grant_option,
                ..
            } => {
                difference.object.as_deref() == Some("the database")
                    && privileges.iter().all(is_connect)
                    && !with_grant_option
            }
            _ => false,
        };
        difference.verdict == Verdict::TooMuch
            && difference.role == self.name.to_sql()
            && difference.reaches.is_empty()
            && is_granted
    }

    /// Whether a difference of [`compare`](crate::verify::compare) is what [`to_sql`](Self::to_sql) grants.
    #[must_use]
    pub fn accounts_for_drift(&self, difference: &Difference) -> bool {
        let Some(Part::Grant {
            privilege, role, ..
        }) = &difference.object.part
        else {
            return false;
        };
        difference.object.kind == Kind::Database
            && difference.what == What::Unknown
            && privilege == "CONNECT"
            && *role == Grantee::Role(self.name.as_str().to_owned())
    }
}

/// `log_statement = ddl` has roles in it, and an error shows the statement. Only a superuser may say so.
#[cfg(feature = "connect")]
const WITHOUT_LOG: &str = "SELECT pg_catalog.set_config(name, value, false) IS NULL AS logged \
     FROM (VALUES ('log_statement', 'none'), ('log_min_duration_statement', '-1'), ('log_min_error_statement', 'panic')) AS quiet (name, value) \
     WHERE (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user);\n";

#[cfg(feature = "connect")]
impl Operations<'_> {
    /// The statements that give the roles their passwords, and make the backup role. A verifier is all that the server
    /// gets of a password; how many iterations it has, [`ScramVerifier::with_iterations`](crate::sql::ScramVerifier::with_iterations)
    /// says (`scram_iterations` is about passwords that the server itself makes a verifier of). Run by a superuser, the session
    /// logs none of its statements: who reads a verifier may try passwords against it.
    ///
    /// # Errors
    ///
    /// If a role isn't one of the model that logs in, or that of the backups is.
    pub fn set_up(
        &self,
        verifiers: &[(&str, crate::sql::ScramVerifier)],
    ) -> Result<String, OperationsError> {
        let mut sql = String::from(WITHOUT_LOG);
        if let Some(backup) = self.backup.as_ref() {
            self.check_backup_role()?;
            sql += &backup.to_sql();
        }
        for (role, verifier) in verifiers {
            let role = self.login_role(role)?;
            let alter = crate::sql::AlterRolePassword::new(role.clone(), verifier.clone());
            sql += &format!("{}\n", alter.to_sql());
        }
        Ok(sql)
    }
}
