use Place::{
    Allow, Check, Domain, Encrypted, Enum, Exclude, Field, ForeignKey, Generated, Grant, Group,
    Identity, Index, Partition, PartitionBy, Policy, PrimaryKey, References, Table, Unique,
    UniqueField, Variant,
};

/// Where a key stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// The struct of a table.
    Table,
    /// The struct of a group of columns.
    Group,
    /// A field of either.
    Field,
    /// An enum.
    Enum,
    /// A variant of an enum.
    Variant,
    /// The struct of a domain.
    Domain,
    /// `primary_key(…)`.
    PrimaryKey,
    /// `unique(…)` on the struct.
    Unique,
    /// `unique(…)` on a field.
    UniqueField,
    /// `check(…)`.
    Check,
    /// `foreign_key(…)`.
    ForeignKey,
    /// `references(…)`.
    References,
    /// `exclude(…)`.
    Exclude,
    /// `index(…)`.
    Index,
    /// `policy(…)`.
    Policy,
    /// `grant(…)`.
    Grant,
    /// `partition_by(…)`.
    PartitionBy,
    /// `partition(…)`.
    Partition,
    /// `identity(…)`.
    Identity,
    /// `generated(…)`.
    Generated,
    /// `encrypted(…)`.
    Encrypted,
    /// `allow(…)`.
    Allow,
}

impl Place {
    /// The place in words.
    pub(crate) const fn describe(self) -> &'static str {
        match self {
            Table => "the struct of a table",
            Group => "a group of columns",
            Field => "a field",
            Enum => "an enum",
            Variant => "a variant of an enum",
            Domain => "a domain",
            PrimaryKey => "`primary_key(…)`",
            Unique => "`unique(…)` on the struct",
            UniqueField => "`unique(…)` on a field",
            Check => "`check(…)`",
            ForeignKey => "`foreign_key(…)`",
            References => "`references(…)`",
            Exclude => "`exclude(…)`",
            Index => "`index(…)`",
            Policy => "`policy(…)`",
            Grant => "`grant(…)`",
            PartitionBy => "`partition_by(…)`",
            Partition => "`partition(…)`",
            Identity => "`identity(…)`",
            Generated => "`generated(…)`",
            Encrypted => "`encrypted(…)`",
            Allow => "`allow(…)`",
        }
    }
}

impl Place {
    /// Whether this is the list of a key that stands in `outer`.
    pub(super) const fn is_inside(self, outer: Self) -> bool {
        match self {
            References | UniqueField | Identity | Generated | Encrypted => matches!(outer, Field),
            PrimaryKey | Unique | ForeignKey | Exclude | Index | Policy | Grant | PartitionBy
            | Partition => matches!(outer, Table),
            Check | Allow => matches!(outer, Field | Table),
            Table | Group | Field | Enum | Variant | Domain => false,
        }
    }
}
