use serde::{Deserialize, Serialize};

use super::{Identifier, QualifiedName, ToSql, Writer};

macro_rules! named_or_qualified {
    ($(#[$docs:meta])* $name:ident, $prefix:literal) => {
        $(#[$docs])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            /// One that is found on the search path, as those of PostgreSQL itself always are.
            Named(Identifier),
            /// One in a schema.
            Qualified(QualifiedName),
        }
        impl ToSql for $name {
            fn write(&self, out: &mut Writer) {
                out.push($prefix);
                match self { Self::Named(name) => name.write(out), Self::Qualified(name) => name.write(out) }
            }
        }
    };
}

named_or_qualified! {
    /// A collation.
    Collation, "COLLATE "
}
named_or_qualified! {
    /// An operator class.
    OperatorClass, ""
}
