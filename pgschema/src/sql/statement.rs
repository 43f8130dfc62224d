use std::fmt;

use super::{
    AlterDefaultPrivileges, AlterRoleSet, AlterTable, Comment, CreateDomain, CreateEnum,
    CreateExtension, CreateFunction, CreateIndex, CreatePartition, CreatePolicy, CreateRole,
    CreateSchema, CreateTable, CreateTrigger, CreateView, DropPolicy, Grant, GrantRole, Insert,
    ResetParameter, ResetRole, Revoke, SetParameter, SetRole, ToSql, Writer,
};

macro_rules! statements {
    ($($name:ident),* $(,)?) => {
        /// A statement: any of the builders.
        ///
        /// ```
        /// use pgschema::sql::{ResetRole, Statement};
        ///
        /// assert_eq!(Statement::from(ResetRole).to_string(), "RESET ROLE;");
        /// ```
        #[derive(Clone, Debug, PartialEq)]
        #[allow(missing_docs, reason = "each variant is the builder of its name")]
        #[allow(clippy::large_enum_variant, reason = "few are ever moved")]
        pub enum Statement {
            $($name($name)),*
        }

        impl ToSql for Statement {
            fn write(&self, out: &mut Writer) {
                match self {
                    $(Self::$name(statement) => statement.write(out)),*
                }
            }
        }

        $(
            impl From<$name> for Statement {
                fn from(statement: $name) -> Self {
                    Self::$name(statement)
                }
            }

            impl fmt::Display for $name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.write_str(&self.to_sql())
                }
            }
        )*
    };
}

impl fmt::Display for Statement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_sql())
    }
}

statements! {
    AlterDefaultPrivileges,
    AlterRoleSet,
    AlterTable,
    Comment,
    CreateDomain,
    CreateEnum,
    CreateExtension,
    CreateFunction,
    CreateIndex,
    CreatePartition,
    CreatePolicy,
    CreateRole,
    CreateSchema,
    CreateTable,
    CreateTrigger,
    CreateView,
    DropPolicy,
    Grant,
    GrantRole,
    Insert,
    ResetParameter,
    ResetRole,
    Revoke,
    SetParameter,
    SetRole,
}
