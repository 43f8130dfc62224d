use super::writer::display_as_sql;
use super::{
    AlterDefaultPrivileges, AlterOwner, AlterRole, AlterRolePassword, AlterRoleSet, AlterTable,
    Comment, CreateDomain, CreateEnum, CreateExtension, CreateFunction, CreateIndex,
    CreatePartition, CreatePolicy, CreateRole, CreateSchema, CreateTable, CreateTrigger,
    CreateView, DropPolicy, Grant, GrantRole, Insert, RaiseException, ResetParameter, ResetRole,
    RestoreParameter, Revoke, RevokeRole, SaveParameter, SetParameter, SetRole, ToSql, Writer,
};

/// The enum of all builders, and what each of them has for being one.
macro_rules! statements {
    ($(#[$docs:meta])* $($sql:literal $name:ident,)*) => {
        $(#[$docs])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[allow(clippy::large_enum_variant, reason = "there are more of the large ones")]
        #[non_exhaustive]
        pub enum Statement {
            $(#[doc = concat!("`", $sql, "`.")] $name($name),)*
        }

        impl ToSql for Statement {
            fn write(&self, out: &mut Writer) {
                match self {
                    $(Self::$name(statement) => statement.write(out),)*
                }
            }
        }

        $(impl From<$name> for Statement {
            fn from(statement: $name) -> Self {
                Self::$name(statement)
            }
        })*

        display_as_sql!(Statement, $($name),*);
    };
}

statements! {
    /// One statement, whichever it is.
    ///
    /// ```
    /// use pgschema::sql::{Identifier, ResetRole, SetRole, Statement, ToSql, Writer};
    ///
    /// let statements: [Statement; 2] =
    ///     [SetRole::new(Identifier::new("app_owner")?).into(), ResetRole.into()];
    /// let mut out = Writer::with_capacity(64);
    /// for statement in &statements {
    ///     statement.write(&mut out);
    /// }
    /// assert_eq!(out.into_string(), "SET ROLE app_owner;RESET ROLE;");
    /// # Ok::<(), pgschema::sql::IdentifierError>(())
    /// ```
    "ALTER DEFAULT PRIVILEGES" AlterDefaultPrivileges,
    "ALTER … OWNER TO" AlterOwner,
    "ALTER ROLE" AlterRole,
    "ALTER ROLE … PASSWORD" AlterRolePassword,
    "ALTER ROLE … SET" AlterRoleSet,
    "ALTER TABLE" AlterTable,
    "COMMENT ON" Comment,
    "CREATE DOMAIN" CreateDomain,
    "CREATE TYPE … AS ENUM" CreateEnum,
    "CREATE EXTENSION" CreateExtension,
    "CREATE FUNCTION" CreateFunction,
    "CREATE INDEX" CreateIndex,
    "CREATE TABLE … PARTITION OF" CreatePartition,
    "CREATE POLICY" CreatePolicy,
    "CREATE ROLE" CreateRole,
    "CREATE SCHEMA" CreateSchema,
    "CREATE TABLE" CreateTable,
    "CREATE TRIGGER" CreateTrigger,
    "CREATE VIEW" CreateView,
    "DROP POLICY" DropPolicy,
    "GRANT … ON …" Grant,
    "GRANT role TO member" GrantRole,
    "INSERT" Insert,
    "RAISE EXCEPTION" RaiseException,
    "RESET" ResetParameter,
    "RESET ROLE" ResetRole,
    "set_config() from what was kept" RestoreParameter,
    "REVOKE … ON …" Revoke,
    "REVOKE role FROM member" RevokeRole,
    "set_config() to keep a value" SaveParameter,
    "SET" SetParameter,
    "SET ROLE" SetRole,
}
