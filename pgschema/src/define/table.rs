use super::{
    AllowDef, CheckDef, ColumnEntry, ExclusionDef, ForeignKeyDef, GrantDef, IndexDef, PolicyDef,
    PrimaryKeyDef, UniqueDef,
};

/// A struct that describes a table.
///
/// `#[derive(Table)]` implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a table",
    label = "this type doesn't derive `Table`",
    note = "add `#[derive(pgschema::Table)]` to the struct"
)]
pub trait Table: Sized {
    /// The definition that the struct and its attributes come to.
    const TABLE: &'static TableDef;

    /// The typed columns that closures in attributes receive.
    type Columns: Copy;

    /// The columns, one field for each field of the struct that is a column.
    fn columns() -> Self::Columns;
}

/// A struct whose columns other structs share with `#[pg(flatten)]`.
///
/// `#[derive(ColumnGroup)]` implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a group of columns",
    label = "`#[pg(flatten)]` needs a type that derives `ColumnGroup`",
    note = "add `#[derive(pgschema::ColumnGroup)]` to the struct"
)]
pub trait ColumnGroup: Sized {
    /// The definition that the struct and its attributes come to.
    const GROUP: &'static GroupDef;

    /// The typed columns, as columns of the table `T`.
    type Columns<T>: Copy;

    /// The columns of the group as columns of the table `T`.
    fn columns<T>() -> Self::Columns<T>;
}

/// The path of a column in Rust: `owner_id`, or `timestamps.created_at` for a column of a
/// flattened group. Raw identifiers stand without their `r#`.
pub type FieldPath = &'static str;

/// The definition of a table.
#[derive(Clone, Copy, Debug)]
pub struct TableDef {
    /// The path of the struct, for messages.
    pub rust: &'static str,
    /// The file of the struct, for messages.
    pub file: &'static str,
    /// The line of the struct, for messages.
    pub line: u32,
    /// The schema; without it the database's own.
    pub schema: Option<&'static str>,
    /// The name of the table.
    pub name: &'static str,
    /// The lines of the doc comment.
    pub comment: &'static [&'static str],
    /// The columns and groups of columns, in the order of the struct.
    pub columns: &'static [ColumnEntry],
    /// `primary_key(columns(…))`, for a key of several columns.
    pub primary_key: Option<PrimaryKeyDef>,
    /// `no_primary_key`.
    pub no_primary_key: bool,
    /// `unique(columns(…))`.
    pub uniques: &'static [UniqueDef],
    /// `check(…)`.
    pub checks: &'static [CheckDef],
    /// `foreign_key(…)`.
    pub foreign_keys: &'static [ForeignKeyDef],
    /// `exclude(…)`.
    pub exclusions: &'static [ExclusionDef],
    /// `index(…)`.
    pub indexes: &'static [IndexDef],
    /// `tenant = column`.
    pub tenant: Option<FieldPath>,
    /// `owner = column`.
    pub owner: Option<FieldPath>,
    /// `policy(…)`.
    pub policies: &'static [PolicyDef],
    /// `grant(…)`.
    pub grants: &'static [GrantDef],
    /// `append_only`.
    pub append_only: bool,
    /// `storage(fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05)`: names and values.
    pub storage: &'static [(&'static str, &'static str)],
    /// `unlogged`.
    pub unlogged: bool,
    /// `partition_by(…)`.
    pub partition_by: Option<PartitionByDef>,
    /// `partition(…)`.
    pub partitions: &'static [PartitionDef],
    /// `allow(rule, reason = "…")`.
    pub allows: &'static [AllowDef],
}

impl TableDef {
    /// A table of nothing, which expansions complete.
    pub const EMPTY: Self = Self {
        rust: "",
        file: "",
        line: 0,
        schema: None,
        name: "",
        comment: &[],
        columns: &[],
        primary_key: None,
        no_primary_key: false,
        uniques: &[],
        checks: &[],
        foreign_keys: &[],
        exclusions: &[],
        indexes: &[],
        tenant: None,
        owner: None,
        policies: &[],
        grants: &[],
        append_only: false,
        storage: &[],
        unlogged: false,
        partition_by: None,
        partitions: &[],
        allows: &[],
    };
}

/// The definition of a group of columns.
#[derive(Clone, Copy, Debug)]
pub struct GroupDef {
    /// The path of the struct, for messages.
    pub rust: &'static str,
    /// The file of the struct, for messages.
    pub file: &'static str,
    /// The columns, in the order of the struct.
    pub columns: &'static [ColumnEntry],
}

/// `partition_by(range(created_at))`.
#[derive(Clone, Copy, Debug)]
pub struct PartitionByDef {
    /// How rows are spread.
    pub strategy: PartitionStrategy,
    /// The columns of the partition key.
    pub columns: &'static [FieldPath],
    /// `partition_by(hash(…), partitions = n)`: as many partitions, named by number.
    pub hash_partitions: u32,
}

/// How a partitioned table spreads its rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartitionStrategy {
    /// `PARTITION BY RANGE`.
    Range,
    /// `PARTITION BY LIST`.
    List,
    /// `PARTITION BY HASH`.
    Hash,
}

/// `partition(name = "events_2026_01", from("2026-01-01"), to("2026-02-01"))`.
#[derive(Clone, Copy, Debug)]
pub struct PartitionDef {
    /// The name of the partition.
    pub name: &'static str,
    /// The rows that it takes.
    pub bound: PartitionBoundDef,
}

/// The rows that a partition takes.
#[derive(Clone, Copy, Debug)]
pub enum PartitionBoundDef {
    /// `from(…), to(…)`: one value for each column of the key.
    Range {
        /// The inclusive lower bound.
        from: &'static [BoundDef],
        /// The exclusive upper bound.
        to: &'static [BoundDef],
    },
    /// `in(…)`.
    List(&'static [BoundDef]),
    /// `modulus = 4, remainder = 0`.
    Hash {
        /// How many partitions there are.
        modulus: u32,
        /// Which of them this is.
        remainder: u32,
    },
    /// `default`.
    Default,
}

/// One value of a partition bound.
#[derive(Clone, Copy, Debug)]
pub enum BoundDef {
    /// A string literal: a text value, not SQL.
    Text(&'static str),
    /// An integer literal.
    Integer(i64),
    /// `true` or `false`.
    Boolean(bool),
    /// `null`, in a list.
    Null,
    /// `minvalue`, in a range.
    MinValue,
    /// `maxvalue`, in a range.
    MaxValue,
}
