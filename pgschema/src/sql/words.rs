//! The words that SQL has for the plain enums of [`crate::define`].

use super::{ToSql, Writer};
use crate::define::{
    Command, Compression, Deferrability, IndexMethod, NullsOrder, PartitionStrategy, PolicyKind,
    Privilege, SortOrder, Storage,
};

impl Privilege {
    /// The privilege as GRANT names it.
    ///
    /// ```
    /// use pgschema::define::Privilege;
    ///
    /// assert_eq!(Privilege::Select.as_str(), "SELECT");
    /// ```
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Select => "SELECT",
            Self::Insert => "INSERT",
            Self::Update => "UPDATE",
            Self::Delete => "DELETE",
            Self::Truncate => "TRUNCATE",
            Self::References => "REFERENCES",
            Self::Trigger => "TRIGGER",
            Self::Maintain => "MAINTAIN",
            Self::Usage => "USAGE",
            Self::Execute => "EXECUTE",
            Self::Create => "CREATE",
            Self::Connect => "CONNECT",
            Self::Temporary => "TEMPORARY",
        }
    }
}

impl IndexMethod {
    /// The access method's name.
    ///
    /// ```
    /// use pgschema::define::IndexMethod;
    ///
    /// assert_eq!(IndexMethod::Gin.as_str(), "gin");
    /// ```
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Btree => "btree",
            Self::Hash => "hash",
            Self::Gin => "gin",
            Self::Gist => "gist",
            Self::Spgist => "spgist",
            Self::Brin => "brin",
            Self::Hnsw => "hnsw",
            Self::Ivfflat => "ivfflat",
        }
    }
}

impl ToSql for Privilege {
    fn write(&self, out: &mut Writer) {
        out.push(self.as_str());
    }
}

impl ToSql for IndexMethod {
    fn write(&self, out: &mut Writer) {
        out.push(self.as_str());
    }
}

macro_rules! words {
    ($($name:ident { $($variant:ident => $word:literal),* $(,)? })*) => {
        $(impl ToSql for $name {
            fn write(&self, out: &mut Writer) {
                out.push(match self { $(Self::$variant => $word),* });
            }
        })*
    };
}

words! {
    SortOrder { Asc => "ASC", Desc => "DESC" }
    NullsOrder { First => "NULLS FIRST", Last => "NULLS LAST" }
    Storage { Plain => "PLAIN", External => "EXTERNAL", Extended => "EXTENDED", Main => "MAIN" }
    Compression { Pglz => "pglz", Lz4 => "lz4" }
    PartitionStrategy { Range => "RANGE", List => "LIST", Hash => "HASH" }
    PolicyKind { Permissive => "PERMISSIVE", Restrictive => "RESTRICTIVE" }
    Command {
        All => "ALL",
        Select => "SELECT",
        Insert => "INSERT",
        Update => "UPDATE",
        Delete => "DELETE",
    }
    Deferrability {
        NotDeferrable => "NOT DEFERRABLE",
        InitiallyImmediate => "DEFERRABLE",
        InitiallyDeferred => "DEFERRABLE INITIALLY DEFERRED",
    }
}
