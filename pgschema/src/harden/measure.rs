use std::fmt;

/// A measure of the hardening profile that can be switched off, with a reason.
///
/// ```
/// use pgschema::{Database, Hardening, Measure};
///
/// let hardening = Hardening::new("app")
///     .without(Measure::ConnectionLimits, "the pooler sets its own");
/// let database = Database::builder().hardened(hardening).build()?;
/// assert_eq!(database.profile().unwrap().exceptions[0].rule, "connection_limits");
/// # Ok::<(), pgschema::InvalidDatabase>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Measure {
    /// Each login role has a limit of its own, so that one can't take the connections of another.
    ConnectionLimits,
    /// Who may connect to the database is said role by role; PUBLIC may neither connect nor make
    /// temporary tables.
    DatabasePrivileges,
    /// Nothing on the schema `public` for PUBLIC.
    PublicSchema,
    /// Each login role looks names up in the application's schema, and in `pg_temp` last.
    SearchPath,
    /// Statements, waits for locks and idle transactions end by themselves.
    Timeouts,
    /// The transactions of the read-only role are read-only.
    ReadOnlyTransactions,
    /// Nothing for PUBLIC on functions and types that are made later.
    DefaultPrivileges,
    /// Every table has row-level security, unless it says why not.
    RowSecurity,
    /// Row-level security binds the owner of the tables too.
    ForcedRowSecurity,
    /// Rights of the runtime and the read-only role on tables that name none, from what the table
    /// is.
    TablePrivileges,
    /// The columns of foreign keys and of owner policies lead an index.
    Indexes,
}

impl Measure {
    /// Every measure.
    pub const ALL: [Self; 11] = [
        Self::ConnectionLimits,
        Self::DatabasePrivileges,
        Self::PublicSchema,
        Self::SearchPath,
        Self::Timeouts,
        Self::ReadOnlyTransactions,
        Self::DefaultPrivileges,
        Self::RowSecurity,
        Self::ForcedRowSecurity,
        Self::TablePrivileges,
        Self::Indexes,
    ];

    /// Its name in the snapshot.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ConnectionLimits => "connection_limits",
            Self::DatabasePrivileges => "database_privileges",
            Self::PublicSchema => "public_schema",
            Self::SearchPath => "search_path",
            Self::Timeouts => "timeouts",
            Self::ReadOnlyTransactions => "read_only_transactions",
            Self::DefaultPrivileges => "default_privileges",
            Self::RowSecurity => "row_security",
            Self::ForcedRowSecurity => "forced_row_security",
            Self::TablePrivileges => "table_privileges",
            Self::Indexes => "indexes",
        }
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
