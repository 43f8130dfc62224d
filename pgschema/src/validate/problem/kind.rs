use super::message::{addition, instead, suggestion};
use super::{
    ColumnProblem, ExpressionProblem, ForeignKeyProblem, IndexProblem, ObjectProblem,
    PartitionProblem,
};
use crate::sql::{IdentifierError, LiteralError, SyntaxError};

/// What can be wrong with a database.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ProblemKind {
    /// A name that PostgreSQL can't have.
    #[error(transparent)]
    Identifier(#[from] IdentifierError),
    /// SQL that isn't what it has to be.
    #[error("{text:?} can't stand here: {error}")]
    Syntax {
        /// The SQL.
        text: String,
        /// What is wrong with it.
        error: SyntaxError,
    },
    /// A piece of SQL that isn't what it has to be.
    #[error(transparent)]
    Text(SyntaxError),
    /// A constant that PostgreSQL can't have.
    #[error(transparent)]
    Literal(#[from] LiteralError),
    /// Two things of one name.
    #[error(
        "{first} and {second} have the same name; give one of them another with `name = \"…\"`"
    )]
    DuplicateName {
        /// The first.
        first: String,
        /// The second.
        second: String,
    },
    /// The same thing twice.
    #[error("{0} is there twice")]
    TwiceTheSame(String),
    /// A name that belongs to the server.
    #[error("PostgreSQL keeps this name of a {what} for itself; choose another one")]
    ReservedName {
        /// What has it.
        what: &'static str,
    },
    /// A hardened database with something in a schema that isn't its own.
    #[error(
        "a hardened database has nothing in a schema that every database has; name one of its own with `.hardened(\"app\")` or `schema = \"…\"`"
    )]
    SharedSchema,
    /// A table that is listed twice, or two structs of one table.
    #[error("the structs {first} and {second} describe the same table; register one of them")]
    DuplicateTable {
        /// The first struct.
        first: String,
        /// The second struct.
        second: String,
    },
    /// Two Rust types with the same name in PostgreSQL.
    #[error(
        "the types {first} and {second} have the same name in PostgreSQL but differ; name one of them otherwise"
    )]
    DuplicateType {
        /// The first type.
        first: String,
        /// The second type.
        second: String,
    },
    /// A column that isn't there.
    #[error("there is no column `{column}`{}", suggestion(.nearest.as_deref()))]
    MissingColumn {
        /// The column.
        column: String,
        /// One with a similar name.
        nearest: Option<String>,
    },
    /// A table that isn't there.
    #[error(
        "the foreign key `{constraint}` refers to {target}, which is not in the database; {}", addition(.rust.as_deref())
    )]
    MissingTable {
        /// The foreign key.
        constraint: String,
        /// The table.
        target: String,
        /// The path of the table's struct, if there is one.
        rust: Option<String>,
    },
    /// A foreign key to columns that don't identify a row.
    #[error(
        "the foreign key `{constraint}` refers to {target} ({columns}), which is neither the primary key nor a UNIQUE constraint of it; {help}"
    )]
    TargetNotUnique {
        /// The foreign key.
        constraint: String,
        /// The table.
        target: String,
        /// The columns.
        columns: String,
        /// What to do.
        help: String,
    },
    /// A foreign key by which rows of one tenant could refer to those of another.
    #[error(
        "the foreign key `{constraint}` goes past row-level security to rows of any tenant: let this table's own tenant refer to `{target}.{target_tenant}`, by `tenant = …` and a key that names the other columns only"
    )]
    CrossesTenants {
        /// The foreign key.
        constraint: String,
        /// The table that it refers to.
        target: String,
        /// The tenant column there.
        target_tenant: String,
    },
    /// A column of a type that shortens the tenant or the user of a transaction.
    #[error(
        "`{column}` has the type {data_type}, to which the setting of a transaction would be shortened, and so be another {key}; take a type without a length, and a CHECK"
    )]
    ShortenedContext {
        /// `tenant` or `owner`.
        key: &'static str,
        /// The column.
        column: String,
        /// Its type.
        data_type: String,
    },
    /// A foreign key between different types.
    #[error(
        "the foreign key `{constraint}` compares `{column}`, a {column_type}, with `{target_column}`, a {target_type}"
    )]
    ForeignKeyTypes {
        /// The foreign key.
        constraint: String,
        /// The referencing column.
        column: String,
        /// Its type.
        column_type: String,
        /// The referenced column.
        target_column: String,
        /// Its type.
        target_type: String,
    },
    /// A foreign key with different numbers of columns on its sides.
    #[error("the foreign key `{constraint}` has {columns} columns and refers to {target_columns}")]
    ForeignKeyLength {
        /// The foreign key.
        constraint: String,
        /// How many columns refer.
        columns: usize,
        /// How many they refer to.
        target_columns: usize,
    },
    /// A partitioned table that is unlogged.
    #[error("a partitioned table has no rows of its own to leave out of the log; drop `unlogged`")]
    UnloggedPartitioned,
    /// A role that isn't declared.
    #[error("the role `{role}` is not declared; add `.role(Role::new(…))`{}", suggestion(.nearest.as_deref()))]
    UnknownRole {
        /// The role.
        role: String,
        /// One with a similar name.
        nearest: Option<String>,
    },
    /// A role of the profile, without a profile.
    #[error(
        "`{role}` is a role of the hardening profile; build the database with `.hardened(\"…\")`"
    )]
    NoProfile {
        /// The role.
        role: &'static str,
    },
    /// A table or a column that asks for what only the profile has.
    #[error(
        "`{key}` needs the roles and the helper functions of the hardening profile; build the database with `.hardened(\"…\")`"
    )]
    NeedsProfile {
        /// `tenant`, `owner` or `immutable`.
        key: &'static str,
    },
    /// A table of a hardened database that row-level security doesn't bind.
    #[error(
        "the table has no row-level security; say whose the rows are with `tenant = …`, `owner = …` or `policy(…)`, or that everybody may see them with `allow(no_row_security, reason = \"…\")`"
    )]
    NoRowSecurity,
    /// Tenant or owner columns of different types.
    #[error(
        "the {key} column is a {found}, but in {other} it is a {expected}; the database has one setting for it, so they must be the same type"
    )]
    ContextType {
        /// `tenant` or `owner`.
        key: &'static str,
        /// The type here.
        found: String,
        /// The other table.
        other: String,
        /// The type there.
        expected: String,
    },
    /// A column that can be NULL where it can't.
    #[error(
        "the {key} column `{column}` can be NULL; a row that belongs to nobody escapes its policy and its foreign keys"
    )]
    NullableContext {
        /// `tenant` or `owner`.
        key: &'static str,
        /// The column.
        column: String,
    },
    /// A rule or measure that is switched off without there being one.
    #[error("`allow({rule}, …)` names no rule{}", suggestion(.nearest.as_deref()))]
    UnknownRule {
        /// The rule.
        rule: String,
        /// One with a similar name.
        nearest: Option<String>,
    },
    /// A default that was switched off without a reason.
    #[error("`{rule}` is switched off without a reason")]
    NoReason {
        /// The rule or measure.
        rule: String,
    },
    /// A setting that can't be.
    #[error("{0}")]
    Parameter(String),
    /// A storage parameter that can't be.
    #[error("{0}")]
    StorageParameter(String),
    /// A key that the type of the column gives no meaning.
    #[error(
        "`{key}` has no meaning for a column of type {data_type}{}",
        instead(key)
    )]
    KeyWithoutMeaning {
        /// The key.
        key: &'static str,
        /// The type.
        data_type: String,
    },
    /// An array whose elements must satisfy what no CHECK can hold.
    #[error(
        "the elements of this array must satisfy a condition of their own, and no CHECK can look into each of them; make the element a domain that has the check: `#[derive(PgDomain)] #[pg(type = \"bytea\", check = \"octet_length(VALUE) = 32\")]`"
    )]
    ElementsUnchecked,
    /// An array of an enum that is kept in a lookup table.
    #[error(
        "an array can't have a foreign key to the lookup table of `{name}`; use the `text` or `native` form of the enum"
    )]
    ArrayOfLookup {
        /// The enum.
        name: String,
    },
    /// A role of the application that could change the schema.
    #[error(
        "it would be a member of `{role}`, who owns the tables or becomes who does; remove the membership"
    )]
    BecomesOwner {
        /// The role that it would be a member of.
        role: String,
    },
    /// A domain over an enum that is kept in a lookup table.
    #[error(
        "a domain can't have a foreign key to the lookup table of `{name}`; use the enum itself as the type of columns, or its `text` or `native` form"
    )]
    DomainOfLookup {
        /// The enum.
        name: String,
    },
    /// Views, and functions that they call, each of which reads another one.
    #[error(
        "none of these can be made first, since each reads the next, and the last the first: {0}; let one of them read tables only"
    )]
    ViewCycle(String),
    /// A column or a domain.
    #[error(transparent)]
    Column(#[from] ColumnProblem),
    /// An expression over one row.
    #[error(transparent)]
    Expression(#[from] ExpressionProblem),
    /// A foreign key.
    #[error(transparent)]
    ForeignKey(#[from] ForeignKeyProblem),
    /// An index, a key, or storage parameters.
    #[error(transparent)]
    Index(#[from] IndexProblem),
    /// A trigger, a function, a grant or a policy.
    #[error(transparent)]
    Object(#[from] ObjectProblem),
    /// Partitions.
    #[error(transparent)]
    Partition(#[from] PartitionProblem),
    /// A trigger or grant of a table that isn't there.
    #[error("there is no table {0} in the database")]
    UnknownTable(String),
    /// A table without columns.
    #[error("the table has no columns")]
    NoColumns,
    /// A right that an append-only table can't give.
    #[error("`{privilege}` is granted on an append-only table; rows of it are never changed")]
    AppendOnlyGrant {
        /// The privilege.
        privilege: &'static str,
    },
    /// A foreign key of an append-only table that would change its rows.
    #[error(
        "the foreign key `{constraint}` has `{event} = {action}`, but the table is append-only and rows of it are never changed; take `restrict` or `no_action`"
    )]
    AppendOnlyAction {
        /// The foreign key.
        constraint: String,
        /// `on_delete` or `on_update`.
        event: &'static str,
        /// The action.
        action: &'static str,
    },
    /// A right to change what is never changed.
    #[error(
        "the column is immutable, but {role} is granted UPDATE of it; name the columns that it may change: `grant(update(…), to(…))`"
    )]
    ImmutableGrant {
        /// The role.
        role: String,
    },
    /// A view without the security of the one who asks.
    #[error(
        "the view runs with its owner's rights; leave `security_invoker` on, or give it no grants"
    )]
    DefinerView,
}
