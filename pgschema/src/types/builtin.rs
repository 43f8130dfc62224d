//! The macros that the other files of this folder are written with.

/// Rust types that are a type which every server has, each with its kind in expressions.
macro_rules! builtin_types {
    ($($rust:ty => $builtin:expr, $kind:ident;)*) => {
        $(
            impl $crate::PgType for $rust {
                const TYPE: $crate::TypeDef = $crate::TypeDef::Builtin($builtin);
            }

            impl $crate::typed::SqlValue for $rust {
                type Kind = $crate::typed::kind::$kind;
            }

            impl $crate::typed::CastTarget for $rust {
                const DATA_TYPE: $crate::BuiltinType = $builtin;
            }
        )*
    };
}

/// Rust types whose literal is the text that `Display` makes of them.
macro_rules! displayed_literals {
    ($($rust:ty)*) => {
        $(
            impl $crate::typed::ToLiteral for $rust {
                fn to_literal(&self) -> Result<$crate::sql::Literal, $crate::sql::LiteralError> {
                    $crate::sql::Literal::text(self.to_string())
                }
            }
        )*
    };
}
